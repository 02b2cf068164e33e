/** The readers of what strangers send, each with what it must do with any input. */
@NullMarked
package dev.latchkey.tests.fuzz;

import org.jspecify.annotations.NullMarked;
