package dev.latchkey.core.dynamodb.item;

import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.DATA_API_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.EVENT_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.LIMIT_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.NOTICE_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;

import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.Quota;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The primary key of an item. Its static methods build and read the parts of keys, and the sort
 * keys of the indexes.
 *
 * @param pk the partition key
 * @param sk the sort key
 */
public record ItemKey(String pk, String sk) {
  /** The maximum number of digits. DynamoDB's stream sequence numbers have 21 to 40. */
  private static final int SEQUENCE_DIGITS = 40;

  /** Returns the primary key of a key's item. */
  public static ItemKey of(KeyId keyId) {
    return new ItemKey(KEY_PK + keyId.value(), KEY_SK);
  }

  /** Returns the primary key of the item that says when a key was used. */
  public static ItemKey ofUsage(KeyId keyId) {
    return new ItemKey(Attributes.USAGE_PK + keyId.value(), Attributes.USAGE_TOTAL_SK);
  }

  /** Returns the primary key of the item that counts a key's requests on a day. */
  public static ItemKey ofUsage(KeyId keyId, LocalDate day) {
    return new ItemKey(Attributes.USAGE_PK + keyId.value(), Attributes.USAGE_DAY_SK + day);
  }

  /** Returns the primary key of the item that marks a part of a batch of requests as counted. */
  public static ItemKey ofUsageBatch(String batch, int part) {
    return new ItemKey(Attributes.USAGE_BATCH_PK + batch + "#" + part, Attributes.USAGE_BATCH_SK);
  }

  /** Returns the primary key of the item of what a stack declares. */
  public static ItemKey ofStackResource(String id) {
    return new ItemKey(Attributes.STACK_PK + id, Attributes.STACK_SK);
  }

  /** Returns the primary key of a data API's item. */
  public static ItemKey ofDataApi(String dataApiId) {
    return new ItemKey(DATA_API_PK + dataApiId, DATA_API_SK);
  }

  /** Returns the primary key of a notice. */
  public static ItemKey of(NoticeId notice) {
    return new ItemKey(NOTICE_PK + notice.keyId().value(), notice.occasion());
  }

  /** Returns the primary key of an event. */
  public static ItemKey ofEvent(EventTarget subject, String eventId) {
    return new ItemKey(eventsPk(subject), EVENT_SK + eventId);
  }

  /** Returns the primary key of the item that counts the requests of a key in one period. */
  public static ItemKey ofLimit(KeyId keyId, Quota.Window window) {
    return new ItemKey(LIMIT_PK + keyId.value(), window.name());
  }

  /** Returns the primary key of the event that has this sort key in the indexes. */
  public static ItemKey ofEvent(String sortKey) {
    String id = idOfSortKey(sortKey);
    int end = id.indexOf('#');
    return end < 0
        ? new ItemKey(EVENT_PK, EVENT_SK + id)
        : new ItemKey(EVENT_PK + id.substring(end + 1), EVENT_SK + id.substring(0, end));
  }

  /** Returns the key or data API that an event's item is about. */
  public static EventTarget subjectOfEvent(Item event) {
    String of = event.text(PK).substring(EVENT_PK.length());
    return of.startsWith(KEY_PK)
        ? new EventTarget(EventTarget.Type.KEY, of.substring(KEY_PK.length()))
        : EventTarget.ofDataApi(of.substring(DATA_API_PK.length()));
  }

  /** Returns the key or data API that an item stores; empty for other items. */
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
   * Returns the partition key of the events of a key or a data API. It differs from that of the key
   * or data API, so that IAM policies can separate writers of events from writers of keys and data
   * APIs.
   */
  public static String eventsPk(EventTarget subject) {
    return EVENT_PK
        + switch (subject.type()) {
          case KEY -> KEY_PK + subject.id();
          case DATA_API -> DATA_API_PK + subject.id();
        };
  }

  /** Returns the ID in the partition key of a key or a data API. */
  public static String id(Item item) {
    return afterHash(item.text(PK));
  }

  /** Returns the ID in a sort key of the indexes. */
  public static String idOfSortKey(String sortKey) {
    return afterHash(sortKey);
  }

  /** Returns a sort key of the indexes. Its text order is the order of creation. */
  public static String sortKey(Instant created, String id) {
    return sortKeyFrom(created) + "#" + id;
  }

  /**
   * Returns the sort key of an event. It ends with the subject, because a change can have an event
   * of several subjects.
   */
  public static String sortKey(Instant at, EventTarget subject, String eventId) {
    return sortKey(at, eventId + "#" + eventsPk(subject).substring(EVENT_PK.length()));
  }

  /** Returns the beginning of sort keys of an instant, which is less than they are. */
  public static String sortKeyFrom(Instant instant) {
    return "%013d".formatted(Math.max(0, instant.toEpochMilli()));
  }

  /** Returns a stream's sequence number, padded so that text order is numeric order. */
  public static String eventId(String sequenceNumber) {
    return "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequenceNumber.length())) + sequenceNumber;
  }

  /** Returns the event's ID in a sort key of the table. */
  public static String eventId(Item item) {
    return afterHash(item.text(SK));
  }

  private static String afterHash(String text) {
    return text.substring(text.indexOf('#') + 1);
  }
}
