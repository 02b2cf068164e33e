/** A management function as ours are, told of by {@code telemetry}. */
@NullMarked
package dev.latchkey.benchmarks.telemetry;

import org.jspecify.annotations.NullMarked;
