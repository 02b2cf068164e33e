/** The operators' page as it is served: its files, its settings, and what its browser may do. */
@NullMarked
package dev.latchkey.management.console;

import org.jspecify.annotations.NullMarked;

