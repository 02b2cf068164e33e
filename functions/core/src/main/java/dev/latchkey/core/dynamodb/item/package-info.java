/**
 * Items as plain values: keys, attributes, sizes, and the conversion to the SDK's attribute values.
 */
@NullMarked
package dev.latchkey.core.dynamodb.item;

import org.jspecify.annotations.NullMarked;
