/** Conditional writes: their expressions, conditions and metadata. */
@NullMarked
package dev.latchkey.core.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
