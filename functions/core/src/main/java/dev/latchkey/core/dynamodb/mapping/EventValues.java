package dev.latchkey.core.dynamodb.mapping;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.dynamodb.item.ItemSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the values of an event.
 *
 * @param longest the maximum bytes of a value; a text that is cut ends with {@code …}
 */
public record EventValues(int longest) {

  /** Returns the event with its long values cut, and marked as cut. */
  public KeyEvent of(KeyEvent event) {
    Map<String, FieldChange> changes = new HashMap<>();
    event
        .changes()
        .forEach(
            (field, change) ->
                changes.put(
                    text(field), new FieldChange(value(change.from()), value(change.to()))));
    return new KeyEvent(
        event.eventId(),
        event.kind(),
        new EventTarget(event.subject().type(), text(event.subject().id())),
        textOrNull(event.domain()),
        new KeyLabel(
            textOrNull(event.label().dataApiId()),
            textOrNull(event.label().name()),
            textOrNull(event.label().hint())),
        event.at(),
        new Actor(text(event.by().subject()), text(event.by().name())),
        changes,
        event.unreadable(),
        true);
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof List<?> elements) {
      return elements(elements);
    }
    if (value instanceof Map<?, ?> members) {
      return members(members);
    }
    return value instanceof String text ? text(text) : value;
  }

  private @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  /** Returns as many whole elements as fit. */
  private List<Object> elements(List<?> all) {
    List<Object> kept = new ArrayList<>();
    int size = 0;
    for (Object each : all) {
      size += ItemSize.of(each);
      if (size > longest) {
        break;
      }
      kept.add(each);
    }
    return kept;
  }

  /** Returns as many whole members as fit, in the order of their names. */
  private Map<String, Object> members(Map<?, ?> all) {
    Map<String, Object> kept = new TreeMap<>();
    int size = 0;
    for (Map.Entry<?, ?> each : new TreeMap<>(all).entrySet()) {
      size += ItemSize.of(each.getKey()) + ItemSize.of(each.getValue());
      if (size > longest) {
        break;
      }
      kept.put((String) each.getKey(), each.getValue());
    }
    return kept;
  }

  /** Returns as many whole characters as fit. */
  public String text(String text) {
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
