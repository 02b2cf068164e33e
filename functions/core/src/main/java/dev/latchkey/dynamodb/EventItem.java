package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.CHANGE;
import static dev.latchkey.dynamodb.Attributes.CHANGED_AT;
import static dev.latchkey.dynamodb.Attributes.CHANGED_BY;
import static dev.latchkey.dynamodb.Attributes.CHANGES;
import static dev.latchkey.dynamodb.Attributes.CUT;
import static dev.latchkey.dynamodb.Attributes.FROM;
import static dev.latchkey.dynamodb.Attributes.PK;
import static dev.latchkey.dynamodb.Attributes.SK;
import static dev.latchkey.dynamodb.Attributes.TO;
import static dev.latchkey.dynamodb.Attributes.TTL;
import static dev.latchkey.dynamodb.Attributes.UNREADABLE;

import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyEvent.FieldChange;
import dev.latchkey.key.Route;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event as an item, and an item as an event. It carries no attribute of an index. */
final class EventItem {
  /** What {@link #event} reads. */
  static final List<String> SHOWN =
      List.of(
          PK,
          SK,
          CHANGE,
          CHANGED_AT,
          CHANGED_BY.subject(),
          CHANGED_BY.name(),
          CHANGES,
          UNREADABLE,
          CUT);

  /** The most that an event may take of the table. */
  static final int MAX_BYTES = 32 * 1024;

  /** DynamoDB's limit on a partition key. */
  private static final int MAX_PK_BYTES = 2_048;

  /** The most of a value that is kept in an event that is too large, unless even that is. */
  private static final int LONGEST_VALUE = 8_192;

  private EventItem() {}

  /**
   * An event's item. Of an event that takes more than {@link #MAX_BYTES}, the values are cut to the
   * same length, halved until the item is small enough.
   *
   * @param end until when it is kept
   */
  static Item of(KeyEvent event, Instant end) {
    Item item = whole(event, end);
    for (int longest = LONGEST_VALUE; !fits(item); longest /= 2) {
      item = whole(new Cut(longest).of(event), end);
    }
    return item;
  }

  private static boolean fits(Item item) {
    return ItemSize.of(item.attributes()) <= MAX_BYTES
        && ItemSize.of(item.text(PK)) <= MAX_PK_BYTES;
  }

  private static Item whole(KeyEvent event, Instant end) {
    return new Item(Keys.ofEvent(event.subject(), event.eventId()))
        .put(CHANGE, event.kind().word())
        .put(CHANGED_AT, event.at())
        .put(CHANGED_BY, event.by())
        .put(CHANGES, changes(event.changes()))
        .put(UNREADABLE, flag(event.unreadable()))
        .put(CUT, flag(event.cut()))
        .put(TTL, end);
  }

  /** A flag is there, or it is not. */
  private static @Nullable AttributeValue flag(boolean isSet) {
    return isSet ? AttributeValue.fromBool(true) : null;
  }

  /** The event that an item holds. */
  static KeyEvent event(EventSubject subject, Item item) {
    return new KeyEvent(
        Keys.eventId(item),
        EventKind.of(item.text(CHANGE)),
        subject,
        item.time(CHANGED_AT),
        item.actor(CHANGED_BY),
        changes(item.get(CHANGES)),
        item.has(UNREADABLE),
        item.has(CUT));
  }

  private static AttributeValue changes(Map<String, FieldChange> changes) {
    Map<String, AttributeValue> fields = new HashMap<>();
    changes.forEach(
        (field, change) ->
            fields.put(
                field,
                AttributeValue.fromM(
                    putValue(putValue(new Item(), FROM, change.from()), TO, change.to())
                        .attributes())));
    return AttributeValue.fromM(fields);
  }

  private static Map<String, FieldChange> changes(@Nullable AttributeValue fields) {
    Map<String, FieldChange> changes = new HashMap<>();
    if (fields != null) {
      fields
          .m()
          .forEach(
              (field, change) ->
                  changes.put(
                      field,
                      new FieldChange(value(change.m().get(FROM)), value(change.m().get(TO)))));
    }
    return changes;
  }

  private static Item putValue(Item change, String name, @Nullable Object value) {
    if (value instanceof List<?> routes) {
      return change.put(name, RouteItem.of(routes.stream().map(Route.class::cast).toList()));
    }
    return value == null ? change : change.put(name, Item.value(value.toString()));
  }

  private static @Nullable Object value(@Nullable AttributeValue value) {
    if (value == null) {
      return null;
    }
    return value.hasL() ? RouteItem.routes(value) : value.s();
  }
}
