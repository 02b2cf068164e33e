/** A management function as ours are, told of by Powertools for AWS Lambda. */
@NullMarked
package dev.latchkey.benchmarks.powertools;

import org.jspecify.annotations.NullMarked;
