package dev.latchkey.core.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a key or a data API.
 *
 * @param eventId unique, and in the order of the changes
 * @param kind what happened
 * @param subject what it happened to
 * @param domain the domain of what it happened to; {@code null} if its item named none
 * @param at when, in whole seconds
 * @param by who did it
 * @param changes the fields that changed, by the API's names; never a secret or a hash
 * @param unreadable whether the change could not be read in full, so that the event says only what
 *     could be
 * @param cut whether long values are cut
 */
public record KeyEvent(
    String eventId,
    EventKind kind,
    EventTarget subject,
    @Nullable String domain,
    Instant at,
    Actor by,
    Map<String, FieldChange> changes,
    boolean unreadable,
    boolean cut) {
  public KeyEvent {
    changes = Map.copyOf(changes);
  }

  /** An event that says all of its change. */
  public KeyEvent(
      String eventId,
      EventKind kind,
      EventTarget subject,
      @Nullable String domain,
      Instant at,
      Actor by,
      Map<String, FieldChange> changes) {
    this(eventId, kind, subject, domain, at, by, changes, false, false);
  }

  /**
   * From which value to which a field changed: each a plain value as {@link FieldType} has them, or
   * {@code null} where the field was or became absent.
   */
  public record FieldChange(@Nullable Object from, @Nullable Object to) {}
}
