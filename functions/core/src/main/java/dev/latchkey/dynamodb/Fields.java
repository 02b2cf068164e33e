package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.*;

import dev.latchkey.key.Actor;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.Route;
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
 * has none. What does not have its type is shown as well as it can be, and cut where it would make
 * the event larger than an item may be.
 */
final class Fields {
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_ROUTES = 100;

  private static final List<String> TEXTS =
      List.of(DATA_API_ID, NAME, DESCRIPTION, DOMAIN, DATASET, REVOKE_REASON);

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
    if (text == null) {
      return "a value of type " + value.type();
    }
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  static Optional<Instant> time(Item item, String name) {
    try {
      return Optional.ofNullable(item.timeOrNull(name));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  static Actor actor(Item item, By by) {
    String subject = text(item, by.subject());
    String name = text(item, by.name());
    return new Actor(subject == null ? "unknown" : subject, name == null ? "unknown" : name);
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
    return time(item, PREVIOUS_SECRET_UNTIL)
        .map(grace -> time(item, EXPIRES_AT).filter(end -> end.isBefore(grace)).orElse(grace))
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
      List<Route> routes = RouteItem.routes(value);
      return routes.size() <= MAX_ROUTES ? routes : routes.size() + " routes";
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
