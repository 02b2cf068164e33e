/** Proves that functions run as the managed Java runtime runs them. */
@NullMarked
package dev.latchkey.local.lambda;

import org.jspecify.annotations.NullMarked;
