/** The mapping between keys, data APIs and events and their items. */
@NullMarked
package dev.latchkey.core.dynamodb.mapping;

import org.jspecify.annotations.NullMarked;
