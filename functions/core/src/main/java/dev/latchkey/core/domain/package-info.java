/**
 * What a key is: its text, its secret, its state, its rules, and the ports behind which it is kept.
 * This package knows nothing but the JDK.
 */
@NullMarked
package dev.latchkey.core.domain;

import org.jspecify.annotations.NullMarked;

