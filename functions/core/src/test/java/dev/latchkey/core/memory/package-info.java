/**
 * The ports of {@code dev.latchkey.core.application} in memory, for unit tests; and the contract of
 * all.
 */
@NullMarked
package dev.latchkey.core.memory;

import org.jspecify.annotations.NullMarked;
