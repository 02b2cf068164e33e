package dev.latchkey.key;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a key or a data API.
 *
 * @param eventId unique, and in the order of the changes
 * @param kind what happened
 * @param subject what it happened to
 * @param at when, in whole seconds
 * @param by who did it
 * @param changes the fields that changed, by the API's names; never a secret or a hash
 */
public record KeyEvent(
    String eventId,
    EventKind kind,
    EventSubject subject,
    Instant at,
    Actor by,
    Map<String, FieldChange> changes) {
  public KeyEvent {
    changes = Map.copyOf(changes);
  }

  /**
   * From which value to which a field changed: each a {@code String}, a {@code List<Route>}, or
   * {@code null} where the field was or became absent.
   */
  public record FieldChange(@Nullable Object from, @Nullable Object to) {}
}
