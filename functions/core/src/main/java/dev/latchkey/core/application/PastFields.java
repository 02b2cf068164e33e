package dev.latchkey.core.application;

import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a key or a data API at an earlier time, as far as the audit log tells: the fields
 * of now, with each later change undone, newest first.
 */
final class PastFields {
  private static final String CREATED_AT = "created_at";

  private final Map<String, Object> values = new HashMap<>();
  private final Set<String> absent = new HashSet<>();
  private final Set<String> untold = new HashSet<>();
  private boolean othersAreAbsent = true;
  private @Nullable Boolean exists;
  private boolean isBeforeCreation;

  /**
   * @param now the fields of now as plain values; {@code null} if it does not exist
   */
  PastFields(@Nullable Map<String, Object> now) {
    exists = now != null;
    if (now != null) {
      values.putAll(now);
    }
  }

  /** Forgets everything, since a change is missing. */
  void forget() {
    values.clear();
    absent.clear();
    untold.clear();
    othersAreAbsent = false;
    exists = null;
  }

  /** Undoes a change. Later changes have to be undone before. */
  void undo(KeyEvent event) {
    if (event.unreadable()) {
      forget();
    }
    event.changes().forEach((field, change) -> undo(field, change, event.cut()));
    switch (event.kind()) {
      case CREATED, REGISTERED -> {
        exists = false;
        isBeforeCreation = true;
      }
      case DELETED, REMOVED, EXTENDED, EDITED, ROTATED, SUSPENDED, RESUMED, REVOKED ->
          exists = true;
      case ALTERED -> undoOutOfBand(event);
    }
  }

  /** A change out of band can put or delete the item. */
  private void undoOutOfBand(KeyEvent event) {
    FieldChange creation = event.changes().get(CREATED_AT);
    if (creation != null) {
      exists = creation.from() != null;
    } else if (!event.unreadable()) {
      exists = true;
    }
  }

  private void undo(String field, FieldChange change, boolean isCut) {
    Object from = change.from();
    values.remove(field);
    absent.remove(field);
    untold.remove(field);
    if (from == null) {
      absent.add(field);
    } else if (isCut && mayBeCut(from)) {
      untold.add(field);
    } else {
      values.put(field, from);
    }
  }

  private static boolean mayBeCut(Object value) {
    return value instanceof String text
        ? text.endsWith("…")
        : value instanceof List || value instanceof Map;
  }

  /** Returns whether it existed; {@code null} if the audit log does not tell. */
  @Nullable Boolean exists() {
    return exists;
  }

  /** Returns whether it was created later. */
  boolean isBeforeCreation() {
    return isBeforeCreation;
  }

  /** Returns whether the audit log tells a field, or that it was absent. */
  boolean tells(String field) {
    return values.containsKey(field)
        || absent.contains(field)
        || (othersAreAbsent && !untold.contains(field));
  }

  /** Returns a text; {@code null} if it was absent or is not told. */
  @Nullable String text(String field) {
    return values.get(field) instanceof String text ? text : null;
  }

  /** Returns a time; {@code null} if it was absent or is not told. */
  @Nullable Instant time(String field) {
    String text = text(field);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      untold(field);
      return null;
    }
  }

  /** Returns the declared fields that were present and are told. */
  FieldValues declared(List<Field<?>> fields) {
    FieldValues declared = FieldValues.NONE;
    for (Field<?> field : fields) {
      declared = with(declared, field);
    }
    return declared;
  }

  private <T> FieldValues with(FieldValues declared, Field<T> field) {
    Object plain = values.get(field.name());
    try {
      return plain == null ? declared : declared.with(field, field.type().stored(plain));
    } catch (IllegalStateException | IllegalArgumentException e) {
      untold(field.name());
      return declared;
    }
  }

  private void untold(String field) {
    values.remove(field);
    untold.add(field);
  }
}
