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
 * @param label the label of the key that changed; {@link KeyLabel#NONE} for a data API
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
    KeyLabel label,
    Instant at,
    Actor by,
    Map<String, FieldChange> changes,
    boolean unreadable,
    boolean cut) {
  public KeyEvent {
    changes = Map.copyOf(changes);
  }

  /** Creates an event without a label that is complete. */
  public KeyEvent(
      String eventId,
      EventKind kind,
      EventTarget subject,
      @Nullable String domain,
      Instant at,
      Actor by,
      Map<String, FieldChange> changes) {
    this(eventId, kind, subject, domain, KeyLabel.NONE, at, by, changes, false, false);
  }

  /** The event with other changes. */
  public KeyEvent with(Map<String, FieldChange> newChanges) {
    return new KeyEvent(eventId, kind, subject, domain, label, at, by, newChanges, unreadable, cut);
  }

  /** The event with another label. */
  public KeyEvent with(KeyLabel newLabel) {
    return new KeyEvent(eventId, kind, subject, domain, newLabel, at, by, changes, unreadable, cut);
  }

  /** Returns the ID of the data API that changed, or whose key changed. */
  public @Nullable String dataApiId() {
    return subject.type() == EventTarget.Type.DATA_API ? subject.id() : label.dataApiId();
  }

  /**
   * The old and new value of a field, as plain values (see {@link FieldType}), or {@code null} if
   * the field was or became absent.
   */
  public record FieldChange(@Nullable Object from, @Nullable Object to) {}
}
