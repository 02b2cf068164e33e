/** Serves the console: its files, settings and security headers. */
@NullMarked
package dev.latchkey.management.console;

import org.jspecify.annotations.NullMarked;
