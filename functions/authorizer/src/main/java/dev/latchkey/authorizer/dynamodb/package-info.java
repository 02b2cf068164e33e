/**
 * Reads single items with {@code GetItem} over AWS's Common Runtime. JSON is parsed straight into
 * items.
 */
@NullMarked
package dev.latchkey.authorizer.dynamodb;

import org.jspecify.annotations.NullMarked;
