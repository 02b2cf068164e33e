/** The ports of {@code dev.latchkey.key} on one DynamoDB table, and its stream as history. */
@NullMarked
package dev.latchkey.core.dynamodb;

import org.jspecify.annotations.NullMarked;

