/** One signed read on a bare socket: the least that reading the table can cost. */
@NullMarked
package dev.latchkey.benchmarks.bound;

import org.jspecify.annotations.NullMarked;
