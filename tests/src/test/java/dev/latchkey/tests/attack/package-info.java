/**
 * Attacks on what Latchkey claims, each with a size, a seed and printed evidence. The profile
 * {@code attack} runs them.
 */
@NullMarked
package dev.latchkey.tests.attack;

import org.jspecify.annotations.NullMarked;
