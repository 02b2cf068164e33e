package dev.latchkey.core.dynamodb.item;

import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;

import dev.latchkey.core.domain.EventTarget;
import java.time.Instant;
import java.util.Optional;

/** How items are keyed and ordered. */
public final class ItemKeys {
  /** DynamoDB's stream sequence numbers have 21 to 40 digits. */
  private static final int SEQUENCE_DIGITS = 40;

  private ItemKeys() {}

  /** The primary key of an event. */
  public static ItemKey ofEvent(EventTarget subject, String eventId) {
    return new ItemKey(eventsPk(subject), EVENT_SK + eventId);
  }

  /** The key or data API that an item is about, if it is one's own item. */
  public static Optional<EventTarget> subject(Item item) {
    return switch (item.text(SK)) {
      case KEY_SK -> subject(item, EventTarget.Type.KEY, KEY_PK);
      case DATA_API_SK -> subject(item, EventTarget.Type.DATA_API, DATA_API_PK);
      default -> Optional.empty();
    };
  }

  private static Optional<EventTarget> subject(Item item, EventTarget.Type type, String prefix) {
    String pk = item.text(PK);
    return pk.startsWith(prefix)
        ? Optional.of(new EventTarget(type, pk.substring(prefix.length())))
        : Optional.empty();
  }

  /**
   * The partition of the events of a key or a data API: not that of the key or data API, so that
   * IAM tells who may write events from who may write keys and data APIs.
   */
  public static String eventsPk(EventTarget subject) {
    return EVENT_PK
        + switch (subject.type()) {
          case KEY -> KEY_PK + subject.id();
          case DATA_API -> DATA_API_PK + subject.id();
        };
  }

  /** The id that the partition key of a key or a data API holds. */
  public static String id(Item item) {
    return afterHash(item.text(PK));
  }

  /** The id in a sort key of the indexes. */
  public static String idOfSortKey(String sortKey) {
    return afterHash(sortKey);
  }

  /** A sort key of the indexes: text order is order of creation. */
  public static String sortKey(Instant created, String id) {
    return "%013d#%s".formatted(created.toEpochMilli(), id);
  }

  /** A stream's sequence number at one width, so that text order is their order. */
  public static String eventId(String sequenceNumber) {
    return "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequenceNumber.length())) + sequenceNumber;
  }

  /** The event's id in a sort key of the table. */
  public static String eventId(Item item) {
    return afterHash(item.text(SK));
  }

  private static String afterHash(String text) {
    return text.substring(text.indexOf('#') + 1);
  }
}
