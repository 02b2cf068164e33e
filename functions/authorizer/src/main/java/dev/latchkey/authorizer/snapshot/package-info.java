/** Priming, and the connection to the table over the life of a SnapStart snapshot. */
@NullMarked
package dev.latchkey.authorizer.snapshot;

import org.jspecify.annotations.NullMarked;
