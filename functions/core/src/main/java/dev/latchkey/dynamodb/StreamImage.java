package dev.latchkey.dynamodb;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One record of the table's stream: an item before and after a write.
 *
 * @param before the old image, empty if the write made the item
 * @param after the new image, empty if the write removed the item
 * @param sequenceNumber the record's sequence number
 * @param at about when it was written
 * @param isByTtl whether it was TTL that removed the item: {@code userIdentity} is of type {@code
 *     Service} and {@code dynamodb.amazonaws.com}
 */
public record StreamImage(
    Map<String, AttributeValue> before,
    Map<String, AttributeValue> after,
    String sequenceNumber,
    Instant at,
    boolean isByTtl) {
  public StreamImage {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
