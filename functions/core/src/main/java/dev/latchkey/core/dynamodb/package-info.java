/** Implements the ports of {@code dev.latchkey.core.application} on one DynamoDB table. */
@NullMarked
package dev.latchkey.core.dynamodb;

import org.jspecify.annotations.NullMarked;
