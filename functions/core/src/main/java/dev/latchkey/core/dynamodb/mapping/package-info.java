/** Maps keys, data APIs and events to items and back. */
@NullMarked
package dev.latchkey.core.dynamodb.mapping;

import org.jspecify.annotations.NullMarked;
