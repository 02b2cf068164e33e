/** The baseline: an authorizer written with the Enhanced client and all defaults. */
@NullMarked
package dev.latchkey.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
