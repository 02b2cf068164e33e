/**
 * Conditional writes: their expressions, their conditions, and what each write leaves on its item.
 */
@NullMarked
package dev.latchkey.core.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
