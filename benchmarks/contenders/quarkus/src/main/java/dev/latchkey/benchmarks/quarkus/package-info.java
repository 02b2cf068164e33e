/** A small function that reads one item, built on Quarkus. */
@NullMarked
package dev.latchkey.benchmarks.quarkus;

import org.jspecify.annotations.NullMarked;
