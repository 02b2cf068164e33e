package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.CHANGE;
import static dev.latchkey.dynamodb.Attributes.CHANGED_AT;
import static dev.latchkey.dynamodb.Attributes.CHANGED_BY;
import static dev.latchkey.dynamodb.Attributes.CHANGES;
import static dev.latchkey.dynamodb.Attributes.FROM;
import static dev.latchkey.dynamodb.Attributes.PK;
import static dev.latchkey.dynamodb.Attributes.SK;
import static dev.latchkey.dynamodb.Attributes.TO;
import static dev.latchkey.dynamodb.Attributes.TTL;

import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyEvent.FieldChange;
import dev.latchkey.key.Route;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An event as an item, and an item as an event. It carries no attribute of an index. */
final class EventItem {
  /** What {@link #event} reads. */
  static final List<String> SHOWN =
      List.of(PK, SK, CHANGE, CHANGED_AT, CHANGED_BY.subject(), CHANGED_BY.name(), CHANGES);

  private EventItem() {}

  /**
   * An event's item.
   *
   * @param retention how long it is kept
   */
  static Item of(KeyEvent event, Duration retention) {
    return new Item(Keys.ofEvent(event.subject(), event.eventId()))
        .put(CHANGE, event.kind().word())
        .put(CHANGED_AT, event.at())
        .put(CHANGED_BY, event.by())
        .put(CHANGES, changes(event.changes()))
        .put(TTL, event.at().plus(retention));
  }

  /** The event that an item holds. */
  static KeyEvent event(EventSubject subject, Item item) {
    return new KeyEvent(
        Keys.eventId(item),
        EventKind.of(item.text(CHANGE)),
        subject,
        item.time(CHANGED_AT),
        item.actor(CHANGED_BY),
        changes(item.get(CHANGES)));
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
