/** Priming, and the life cycle of the table connection around SnapStart snapshots. */
@NullMarked
package dev.latchkey.authorizer.snapshot;

import org.jspecify.annotations.NullMarked;
