package dev.latchkey.management.history;

import static dev.latchkey.core.dynamodb.item.Attributes.*;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.dynamodb.Table;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An item's fields as the audit log shows them, with the API's names and values. A deleted item has
 * none. If a value was written out of band with another type, it is shown as text where possible.
 * Fields of keys and of data APIs are read from every item, since an out-of-band write may add
 * fields of one to the other.
 */
final class HistoryFields {
  private static final String UNKNOWN = "unknown";

  private static final List<String> TEXTS =
      List.of(DATA_API_ID, DOMAIN, SUSPEND_REASON, REVOKE_REASON, SECRET_ARN);

  private static final List<String> TIMES =
      List.of(CREATED_AT, EXPIRES_AT, SUSPENDED_AT, REVOKED_AT, ROTATED_AT);

  private static final List<String> ACTORS = List.of(CREATED_BY, SUSPENDED_BY, REVOKED_BY);

  private HistoryFields() {}

  static Map<String, Object> of(Item item) {
    Map<String, Object> fields = new HashMap<>();
    if (Table.present(item).isEmpty()) {
      return fields;
    }
    Stream.concat(KeyFields.ALL.stream(), DataApiFields.ALL.stream())
        .forEach(field -> put(fields, field.name(), declared(item, field)));
    TEXTS.forEach(path -> put(fields, lastName(path), text(item, path)));
    TIMES.forEach(path -> put(fields, lastName(path), timeText(item, path)));
    ACTORS.forEach(path -> put(fields, lastName(path), text(item, path + "." + NAME)));
    put(fields, lastName(PREVIOUS_SECRET_UNTIL), previousSecretUntil(item));
    put(fields, "hint", hint(item));
    if (DATA_API_SK.equals(item.textOrNull(SK))) {
      put(fields, lastName(REGISTRATION), text(item, REGISTRATION));
    }
    return fields;
  }

  /**
   * Returns a text, or a description of a value of an unexpected type; {@code null} if there is
   * none.
   */
  static @Nullable String text(Item item, String path) {
    return shown(item.get(path));
  }

  /** Returns a time if RFC 3339 can represent it. */
  static Optional<Instant> time(Item item, String path) {
    try {
      return Optional.ofNullable(item.timeOrNull(path));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  static Actor actor(Item item, String path) {
    return new Actor(known(text(item, path + "." + SUBJECT)), known(text(item, path + "." + NAME)));
  }

  /** Returns the label of a key's item. */
  static KeyLabel label(Item item) {
    return new KeyLabel(text(item, DATA_API_ID), text(item, ABOUT + "." + NAME), hint(item));
  }

  static Optional<EventKind> kind(Item item, String path) {
    try {
      return Optional.ofNullable(item.textOrNull(path)).map(EventKind::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static @Nullable String timeText(Item item, String path) {
    return time(item, path).map(Instant::toString).orElseGet(() -> text(item, path));
  }

  private static @Nullable Object declared(Item item, Field<?> field) {
    Object value = item.get(ABOUT + "." + field.name());
    if (value == null) {
      return null;
    }
    try {
      return plain(field, value);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return value instanceof List<?> || value instanceof Map<?, ?>
          ? field.name() + " in an unknown format"
          : shown(value);
    }
  }

  /** Returns the plain value with members sorted by name. */
  private static <T> Object plain(Field<T> field, Object value) {
    return sorted(field.type().plain(field.type().stored(value)));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new TreeMap<>();
      map.forEach((name, member) -> members.put((String) name, sorted(member)));
      return members;
    }
    return value instanceof List<?> list
        ? list.stream().map(HistoryFields::sorted).toList()
        : value;
  }

  private static @Nullable String shown(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : "a value of an unexpected type";
  }

  private static String known(@Nullable String text) {
    return text == null || text.isEmpty() ? UNKNOWN : text;
  }

  private static @Nullable String previousSecretUntil(Item item) {
    Instant end = time(item, PREVIOUS_EXPIRES_AT).orElse(null);
    return time(item, PREVIOUS_SECRET_UNTIL)
        .map(grace -> KeyItem.previousSecretUntil(grace, end))
        .map(Instant::toString)
        .orElseGet(() -> text(item, PREVIOUS_SECRET_UNTIL));
  }

  private static @Nullable String hint(Item item) {
    String prefix = text(item, PREFIX);
    String id = ItemKey.id(item);
    return prefix == null ? null : prefix + "_" + id.substring(0, Math.min(6, id.length()));
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
