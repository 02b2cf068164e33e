/**
 * Reads single items with {@code GetItem} over AWS's Common Runtime. JSON is parsed directly into
 * items.
 */
@NullMarked
package dev.latchkey.authorizer.dynamodb;

import org.jspecify.annotations.NullMarked;
