package dev.latchkey.dynamodb;

import dev.latchkey.key.Actor;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyEvent.FieldChange;
import dev.latchkey.key.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the values of an event.
 *
 * @param longest the most bytes of a value that stay; a text that is cut ends with {@code …}
 */
record Cut(int longest) {

  /** The event with its long values cut, marked so. */
  KeyEvent of(KeyEvent event) {
    Map<String, FieldChange> changes = new HashMap<>();
    event
        .changes()
        .forEach(
            (field, change) ->
                changes.put(field, new FieldChange(value(change.from()), value(change.to()))));
    return new KeyEvent(
        event.eventId(),
        event.kind(),
        new EventSubject(event.subject().type(), text(event.subject().id())),
        event.at(),
        new Actor(text(event.by().subject()), text(event.by().name())),
        changes,
        event.unreadable(),
        true);
  }

  private @Nullable Object value(@Nullable Object value) {
    return value instanceof List<?> routes
        ? routes(routes)
        : value == null ? null : text("" + value);
  }

  /** Whole routes, as many as there is room for. */
  private List<Route> routes(List<?> all) {
    List<Route> kept = new ArrayList<>();
    int size = 0;
    for (Object each : all) {
      Route route = (Route) each;
      size += ItemSize.of(RouteItem.of(List.of(route)));
      if (size > longest) {
        break;
      }
      kept.add(route);
    }
    return kept;
  }

  /** Whole characters, as many as there is room for. */
  String text(String text) {
    int size = 0;
    for (int end = 0; end < text.length(); ) {
      int next = text.offsetByCodePoints(end, 1);
      size += ItemSize.of(text.substring(end, next));
      if (size > longest) {
        return text.substring(0, end) + "…";
      }
      end = next;
    }
    return text;
  }
}
