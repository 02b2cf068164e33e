/**
 * The ports of {@code dev.latchkey.core.application} in memory, for unit tests, and the contracts
 * of all implementations.
 */
@NullMarked
package dev.latchkey.core.memory;

import org.jspecify.annotations.NullMarked;
