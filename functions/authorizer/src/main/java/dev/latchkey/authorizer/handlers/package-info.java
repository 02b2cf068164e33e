/** The handler that Lambda calls, and its dependencies. */
@NullMarked
package dev.latchkey.authorizer.handlers;

import org.jspecify.annotations.NullMarked;
