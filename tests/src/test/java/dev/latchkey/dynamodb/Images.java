package dev.latchkey.dynamodb;

import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Converts records of a stream as the SDK reads them. */
@NullMarked
public final class Images {
  private Images() {}

  /** The images of a record that TTL did not write. */
  public static StreamImage of(Record change) {
    return new StreamImage(
        AttributeValues.item(change.dynamodb().oldImage()),
        AttributeValues.item(change.dynamodb().newImage()),
        change.dynamodb().sequenceNumber(),
        change.dynamodb().approximateCreationDateTime(),
        false);
  }
}
