package dev.latchkey.core.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audit event: one change of a key or a data API.
 *
 * @param eventId unique, in the order of the changes
 * @param kind the kind of change
 * @param subject the key or data API that changed
 * @param domain the domain of the subject; {@code null} if its item has none
 * @param at when, in whole seconds
 * @param by the operator who made it
 * @param changes the changed fields by their API names; never a secret or a hash
 * @param unreadable whether the change could not be read completely, so that the event may lack
 *     changes
 * @param cut whether long values were shortened
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

  /** Creates an event that is complete. */
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

  /** The event with other changes. */
  public KeyEvent with(Map<String, FieldChange> newChanges) {
    return new KeyEvent(eventId, kind, subject, domain, at, by, newChanges, unreadable, cut);
  }

  /**
   * The old and new value of a field, as plain values (see {@link FieldType}), or {@code null} if
   * the field was or became absent.
   */
  public record FieldChange(@Nullable Object from, @Nullable Object to) {}
}
