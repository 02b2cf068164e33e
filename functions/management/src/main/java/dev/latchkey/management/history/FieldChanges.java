package dev.latchkey.management.history;

import static dev.latchkey.core.dynamodb.item.Attributes.PREVIOUS_SECRET_HASH;
import static dev.latchkey.core.dynamodb.item.Attributes.SECRET_HASH;
import static dev.latchkey.core.dynamodb.item.Attributes.TTL;

import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.dynamodb.item.Item;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares an item's fields before and after a change. */
final class FieldChanges {
  /** The kinds of changes that normally change a hash. */
  private static final Set<EventKind> RENEWING =
      EnumSet.of(EventKind.CREATED, EventKind.ROTATED, EventKind.DELETED, EventKind.REMOVED);

  private FieldChanges() {}

  static Map<String, FieldChange> between(EventKind kind, Item before, Item after) {
    Map<String, Object> from = HistoryFields.of(before);
    Map<String, Object> to = HistoryFields.of(after);
    Map<String, FieldChange> changes = new HashMap<>();
    Set<String> fields = new TreeSet<>(from.keySet());
    fields.addAll(to.keySet());
    for (String field : fields) {
      put(changes, field, from.get(field), to.get(field));
    }
    if (kind == EventKind.ALTERED) {
      put(changes, TTL, HistoryFields.timeText(before, TTL), HistoryFields.timeText(after, TTL));
    }
    if (!RENEWING.contains(kind)) {
      putSecret(changes, "secret", SECRET_HASH, before, after);
      putSecret(changes, "previous_secret", PREVIOUS_SECRET_HASH, before, after);
    }
    return changes;
  }

  private static void put(
      Map<String, FieldChange> changes, String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      changes.put(field, new FieldChange(from, to));
    }
  }

  /**
   * Records that a hash was changed out of band, which may grant access. The hash itself is never
   * recorded.
   */
  private static void putSecret(
      Map<String, FieldChange> changes, String field, String attribute, Item before, Item after) {
    if (!Objects.deepEquals(before.get(attribute), after.get(attribute))) {
      changes.put(
          field,
          new FieldChange(
              before.has(attribute) ? "set" : null,
              after.has(attribute) ? "set out of band" : null));
    }
  }
}
