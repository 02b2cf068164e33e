/** The ports of {@code dev.latchkey.key} in memory, for unit tests; and the contract of all. */
@NullMarked
package dev.latchkey.core.memory;

import org.jspecify.annotations.NullMarked;

