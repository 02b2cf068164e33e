/** The console as it is served: its files, its settings, and its security headers. */
@NullMarked
package dev.latchkey.management.console;

import org.jspecify.annotations.NullMarked;
