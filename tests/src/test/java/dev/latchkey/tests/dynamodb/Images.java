package dev.latchkey.tests.dynamodb;

import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.management.history.ItemChange;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Converts records of a stream as the SDK reads them. */
@NullMarked
public final class Images {
  private Images() {}

  /** The images of a record that TTL did not write. */
  public static ItemChange of(Record change) {
    return new ItemChange(
        AttributeValues.item(change.dynamodb().oldImage()),
        AttributeValues.item(change.dynamodb().newImage()),
        change.dynamodb().sequenceNumber(),
        change.dynamodb().approximateCreationDateTime(),
        false);
  }
}
