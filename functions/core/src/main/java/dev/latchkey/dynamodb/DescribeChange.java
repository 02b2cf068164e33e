package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.CHANGE;
import static dev.latchkey.dynamodb.Attributes.CHANGED_AT;
import static dev.latchkey.dynamodb.Attributes.CHANGED_BY;
import static dev.latchkey.dynamodb.Attributes.CHANGE_ID;
import static dev.latchkey.dynamodb.Attributes.DELETED_AT;

import dev.latchkey.key.Actor;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads from two images of an item what happened to it. It copes with whatever somebody may have
 * written past the API, for a record that cannot be described would hold up all after it.
 */
public final class DescribeChange {
  private static final Actor UNKNOWN = new Actor("unknown", "unknown");
  private static final Actor TTL = new Actor("dynamodb.amazonaws.com", "DynamoDB TTL");

  private DescribeChange() {}

  /**
   * The event that a stream's record stands for; none for what is neither a key nor a data API, and
   * none when TTL sweeps a key that was deleted before.
   */
  public static Optional<KeyEvent> event(StreamImage image) {
    Item before = new Item(image.before());
    Item after = new Item(image.after());
    return Keys.subject(after.isEmpty() ? before : after)
        .flatMap(subject -> event(image, subject, before, after));
  }

  private static Optional<KeyEvent> event(
      StreamImage image, EventSubject subject, Item before, Item after) {
    if (image.isByTtl() && before.has(DELETED_AT)) {
      return Optional.empty();
    }
    Optional<EventKind> own = ownKind(before, after);
    boolean isExpiry = image.isByTtl() && subject.type() == EventSubject.Type.KEY;
    EventKind kind = own.orElse(isExpiry ? EventKind.EXPIRED : EventKind.ALTERED);
    return Optional.of(
        new KeyEvent(
            Keys.eventId(image.sequenceNumber()),
            kind,
            subject,
            own.flatMap(it -> Fields.time(after, CHANGED_AT)).orElse(image.at()),
            own.isPresent() ? Fields.actor(after, CHANGED_BY) : isExpiry ? TTL : UNKNOWN,
            FieldChanges.between(kind, before, after)));
  }

  /** What the API did, if it was the API: each of its writes leaves a change id of its own. */
  private static Optional<EventKind> ownKind(Item before, Item after) {
    boolean isOwn =
        after.has(CHANGE_ID) && !Objects.equals(before.get(CHANGE_ID), after.get(CHANGE_ID));
    return isOwn ? Fields.kind(after, CHANGE) : Optional.empty();
  }
}
