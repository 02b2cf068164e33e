package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.item.ItemSize;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts an event to its item and back. */
public final class EventItem {
  /** The attributes that {@link #event} reads. */
  public static final List<String> SHOWN = List.of(PK, SK, DOMAIN, CHANGED_AT, ABOUT);

  /** The maximum size of an event's item, in bytes. */
  public static final int MAX_BYTES = 32 * 1024;

  /** DynamoDB's limits on the keys of tables and indexes, in bytes. */
  private static final int MAX_PK_BYTES = 2_048;

  private static final int MAX_SORT_KEY_BYTES = 1_024;

  /** The first length to which values of an event that is too large are cut. */
  private static final int LONGEST_VALUE = 8_192;

  private EventItem() {}

  /**
   * Returns the item of an event. If the event takes more than {@link #MAX_BYTES}, its values are
   * cut to the same length, which is halved until the item is small enough.
   *
   * @param end until when the event is kept
   */
  public static Item of(KeyEvent event, Instant end) {
    Item item = whole(event, end);
    for (int longest = LONGEST_VALUE; !fits(item); longest /= 2) {
      item = whole(new EventValues(longest).of(event), end);
    }
    return item;
  }

  private static boolean fits(Item item) {
    return ItemSize.of(item) <= MAX_BYTES
        && ItemSize.of(item.text(PK)) <= MAX_PK_BYTES
        && ItemSize.of(item.text(SORT_KEY)) <= MAX_SORT_KEY_BYTES
        && (!item.has(DOMAIN_KIND) || ItemSize.of(item.text(DOMAIN_KIND)) <= MAX_PK_BYTES);
  }

  private static Item whole(KeyEvent event, Instant end) {
    ItemKey key = ItemKey.ofEvent(event.subject(), event.eventId());
    String domain = event.domain();
    return new Item()
        .put(PK, key.pk())
        .put(SK, key.sk())
        .put(KIND, EVENT_ITEM_KIND)
        .put(SORT_KEY, ItemKey.sortKey(event.at(), event.subject(), event.eventId()))
        .put(DOMAIN, domain)
        .put(DOMAIN_KIND, domain == null ? null : domain + "#" + EVENT_ITEM_KIND)
        .put(CHANGED_AT, event.at())
        .put(ABOUT, new HashMap<String, Object>())
        .put(STATE, new HashMap<String, Object>())
        .put(EVENT_KIND, event.kind().word())
        .put(EVENT_BY, event.by())
        .put(EVENT_DATA_API_ID, event.dataApiId())
        .put(EVENT_KEY_NAME, event.label().name())
        .put(EVENT_KEY_HINT, event.label().hint())
        .put(CHANGES, changes(event.changes()))
        .put(UNREADABLE, event.unreadable() ? true : null)
        .put(CUT, event.cut() ? true : null)
        .put(TTL, end);
  }

  /** Returns the event of an item, whole or projected by an index. */
  public static KeyEvent event(Item item) {
    return event(ItemKey.subjectOfEvent(item), item);
  }

  /** Returns the event of an item. */
  public static KeyEvent event(EventTarget subject, Item item) {
    return new KeyEvent(
        ItemKey.eventId(item),
        EventKind.of(item.text(EVENT_KIND)),
        subject,
        item.textOrNull(DOMAIN),
        label(subject, item),
        item.time(CHANGED_AT),
        item.actor(EVENT_BY),
        changes(item.get(CHANGES)),
        item.has(UNREADABLE),
        item.has(CUT));
  }

  private static KeyLabel label(EventTarget subject, Item item) {
    return subject.type() == EventTarget.Type.KEY
        ? new KeyLabel(
            item.textOrNull(EVENT_DATA_API_ID),
            item.textOrNull(EVENT_KEY_NAME),
            item.textOrNull(EVENT_KEY_HINT))
        : KeyLabel.NONE;
  }

  private static Map<String, Object> changes(Map<String, FieldChange> changes) {
    Map<String, Object> fields = new HashMap<>();
    changes.forEach(
        (field, change) -> {
          Map<String, Object> values = new HashMap<>();
          putUnlessNull(values, FROM, change.from());
          putUnlessNull(values, TO, change.to());
          fields.put(field, values);
        });
    return fields;
  }

  private static void putUnlessNull(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static Map<String, FieldChange> changes(@Nullable Object fields) {
    Map<String, FieldChange> changes = new HashMap<>();
    if (fields instanceof Map<?, ?> map) {
      map.forEach(
          (field, values) -> {
            Map<?, ?> change = (Map<?, ?>) values;
            changes.put((String) field, new FieldChange(change.get(FROM), change.get(TO)));
          });
    }
    return changes;
  }
}
