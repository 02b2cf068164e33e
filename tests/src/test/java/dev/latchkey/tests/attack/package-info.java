/**
 * Attacks that try to break Latchkey's claims. Each has sizes, a seed and printed evidence. The
 * profile {@code attack} runs them.
 */
@NullMarked
package dev.latchkey.tests.attack;

import org.jspecify.annotations.NullMarked;
