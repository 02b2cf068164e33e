/** The handlers of the management API, one class per request, and their dependencies. */
@NullMarked
package dev.latchkey.management.handlers;

import org.jspecify.annotations.NullMarked;
