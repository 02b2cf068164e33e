package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.Actor;
import dev.latchkey.key.EventKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item's fields as the history shows them, by the API's names: texts, and routes. A deleted item
 * has none. What does not have its type is shown as well as it can be.
 */
final class Fields {
  private static final String UNKNOWN = "unknown";

  /** The first seconds of the years 0 and 10000, between which RFC 3339 can say a time. */
  private static final long YEAR_0 = -62_167_219_200L;

  private static final long YEAR_10_000 = 253_402_300_800L;

  private static final List<String> TEXTS =
      List.of(DATA_API_ID, NAME, DESCRIPTION, DOMAIN, DATASET, REGISTRATION, REVOKE_REASON);

  private static final List<String> TIMES = List.of(CREATED_AT, EXPIRES_AT, REVOKED_AT, ROTATED_AT);

  private static final List<By> PEOPLE = List.of(CREATED_BY, REVOKED_BY);

  private Fields() {}

  static Map<String, Object> of(Item item) {
    Map<String, Object> fields = new HashMap<>();
    if (Table.present(item).isEmpty()) {
      return fields;
    }
    TEXTS.forEach(name -> put(fields, name, text(item, name)));
    TIMES.forEach(name -> put(fields, name, timeText(item, name)));
    PEOPLE.forEach(by -> put(fields, by.prefix(), text(item, by.name())));
    put(fields, PREVIOUS_SECRET_UNTIL, previousSecretUntil(item));
    put(fields, "hint", hint(item));
    put(fields, ROUTES, routes(item));
    return fields;
  }

  static @Nullable String text(Item item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      return null;
    }
    String text = value.s() != null ? value.s() : value.n();
    return text == null ? "a value of type " + value.type() : text;
  }

  /** A time that RFC 3339 can say: one of the years 0000 to 9999. */
  static Optional<Instant> time(Item item, String name) {
    try {
      return Optional.ofNullable(item.timeOrNull(name))
          .filter(it -> it.getEpochSecond() >= YEAR_0 && it.getEpochSecond() < YEAR_10_000);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  static Actor actor(Item item, By by) {
    return new Actor(known(text(item, by.subject())), known(text(item, by.name())));
  }

  private static String known(@Nullable String text) {
    return text == null || text.isEmpty() ? UNKNOWN : text;
  }

  static Optional<EventKind> kind(Item item, String name) {
    try {
      return Optional.ofNullable(item.textOrNull(name)).map(EventKind::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static @Nullable String timeText(Item item, String name) {
    return time(item, name).map(Instant::toString).orElseGet(() -> text(item, name));
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
    String id = Keys.id(item);
    return prefix == null ? null : prefix + "_" + id.substring(0, Math.min(6, id.length()));
  }

  private static @Nullable Object routes(Item item) {
    AttributeValue value = item.get(ROUTES);
    if (value == null) {
      return null;
    }
    try {
      return RouteItem.routes(value);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return "routes of another form";
    }
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
