/** README's tour, command by command, as it is printed. */
@NullMarked
package dev.latchkey.tests.tour;

import org.jspecify.annotations.NullMarked;
