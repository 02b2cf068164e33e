/** The lower bound: one signed read on a bare socket, the least that a read can cost. */
@NullMarked
package dev.latchkey.benchmarks.lowerbound;

import org.jspecify.annotations.NullMarked;
