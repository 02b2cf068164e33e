/**
 * What {@code ./run} starts, as a process of its own: its demo, its data, its refusals, its end.
 */
@NullMarked
package dev.latchkey.tests.run;

import org.jspecify.annotations.NullMarked;
