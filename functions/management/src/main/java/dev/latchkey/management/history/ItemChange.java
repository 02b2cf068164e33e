package dev.latchkey.management.history;

import dev.latchkey.core.dynamodb.item.Item;
import java.time.Instant;

/**
 * One record of the table's stream: an item before and after a write.
 *
 * @param before the old image, empty if the write created the item
 * @param after the new image, empty if the write removed the item
 * @param sequenceNumber the record's sequence number
 * @param at the approximate time of the write
 * @param isByTtl whether TTL removed the item: {@code userIdentity} is of type {@code Service} and
 *     {@code dynamodb.amazonaws.com}
 */
public record ItemChange(
    Item before, Item after, String sequenceNumber, Instant at, boolean isByTtl) {}
