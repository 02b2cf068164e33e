package dev.latchkey.management.history;

import static dev.latchkey.core.dynamodb.item.Attributes.CHANGE;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGED_BY;
import static dev.latchkey.core.dynamodb.item.Attributes.CHANGE_ID;
import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.DOMAIN;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.dynamodb.Table;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives an audit event from the old and new image of an item. It never fails, even for items
 * written out of band: a record that cannot be described would block all records after it.
 */
public final class DescribeChange {
  private static final Actor UNKNOWN = new Actor("unknown", "unknown");
  private static final Actor TTL = new Actor("dynamodb.amazonaws.com", "DynamoDB TTL");

  /** The maximum time by which a function's clock may be ahead of the stream's. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** The kinds of changes that the API makes to a key and to a data API. */
  private static final Map<EventTarget.Type, Set<EventKind>> OWN =
      Map.of(
          EventTarget.Type.KEY,
          EnumSet.of(
              EventKind.CREATED,
              EventKind.EXTENDED,
              EventKind.EDITED,
              EventKind.ROTATED,
              EventKind.SUSPENDED,
              EventKind.RESUMED,
              EventKind.REVOKED,
              EventKind.DELETED),
          EventTarget.Type.DATA_API,
          EnumSet.of(EventKind.REGISTERED, EventKind.EDITED, EventKind.DELETED));

  private DescribeChange() {}

  /**
   * Returns the event for a stream record; empty if the item is neither a key nor a data API, or if
   * TTL removes the tombstone of a deleted key. A change that cannot be described is
   * <em>altered</em> and <em>unreadable</em>.
   */
  public static Optional<KeyEvent> event(ItemChange image) {
    Item before = image.before();
    Item after = image.after();
    return ItemKey.subject(after.isEmpty() ? before : after)
        .flatMap(subject -> event(image, subject, before, after));
  }

  private static Optional<KeyEvent> event(
      ItemChange image, EventTarget subject, Item before, Item after) {
    if (image.isByTtl() && before.has(DELETED_AT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          hasCredibleTime(image, after)
              ? described(image, subject, before, after)
              : unreadable(
                  image,
                  subject,
                  label(subject, before, after),
                  FieldChanges.between(EventKind.ALTERED, before, after)));
    } catch (RuntimeException e) {
      return Optional.of(unreadable(image, subject, KeyLabel.NONE, Map.of()));
    }
  }

  private static KeyEvent described(
      ItemChange image, EventTarget subject, Item before, Item after) {
    Optional<EventKind> own = ownKind(subject, before, after);
    boolean isExpiry = image.isByTtl() && subject.type() == EventTarget.Type.KEY;
    EventKind kind = own.orElse(isExpiry ? EventKind.REMOVED : EventKind.ALTERED);
    return new KeyEvent(
        ItemKey.eventId(image.sequenceNumber()),
        kind,
        subject,
        domain(before, after),
        label(subject, before, after),
        own.flatMap(it -> HistoryFields.time(after, CHANGED_AT)).orElse(image.at()),
        own.isPresent() ? HistoryFields.actor(after, CHANGED_BY) : isExpiry ? TTL : UNKNOWN,
        FieldChanges.between(kind, before, after),
        false,
        false);
  }

  private static KeyEvent unreadable(
      ItemChange image,
      EventTarget subject,
      KeyLabel label,
      Map<String, KeyEvent.FieldChange> changes) {
    return new KeyEvent(
        ItemKey.eventId(image.sequenceNumber()),
        EventKind.ALTERED,
        subject,
        domain(image.before(), image.after()),
        label,
        image.at(),
        UNKNOWN,
        changes,
        true,
        false);
  }

  /** Returns the label after the change, or before it if the item was removed or deleted. */
  private static KeyLabel label(EventTarget subject, Item before, Item after) {
    return subject.type() == EventTarget.Type.KEY
        ? HistoryFields.label(Table.present(after).orElse(before))
        : KeyLabel.NONE;
  }

  private static @Nullable String domain(Item before, Item after) {
    String domain = after.textOrNull(DOMAIN);
    return domain == null ? before.textOrNull(DOMAIN) : domain;
  }

  /** Returns whether the time of the last change is valid and not in the future. */
  private static boolean hasCredibleTime(ItemChange image, Item after) {
    return !after.has(CHANGED_AT)
        || HistoryFields.time(after, CHANGED_AT)
            .filter(at -> !at.isAfter(image.at().plus(SKEW)))
            .isPresent();
  }

  /**
   * Returns the kind of change if the API made it; empty for an out-of-band change. Each write of
   * the API leaves its own change ID.
   */
  private static Optional<EventKind> ownKind(EventTarget subject, Item before, Item after) {
    boolean isOwn =
        after.has(CHANGE_ID) && !Objects.deepEquals(before.get(CHANGE_ID), after.get(CHANGE_ID));
    return isOwn
        ? HistoryFields.kind(after, CHANGE)
            .filter(kind -> Objects.requireNonNull(OWN.get(subject.type())).contains(kind))
        : Optional.empty();
  }
}
