package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a key.
 *
 * @param fields the edited fields
 * @param expiresAt the new expiration, in whole seconds; {@code null} for no change
 * @param revision the revision that the key must have; {@code null} for any
 */
public record KeyEdit(FieldEdits fields, @Nullable Instant expiresAt, @Nullable Long revision) {

  /** An edit of any revision. */
  public KeyEdit(FieldEdits fields, @Nullable Instant expiresAt) {
    this(fields, expiresAt, null);
  }

  /** Returns the same edit for one revision of the key. */
  public KeyEdit of(long only) {
    return new KeyEdit(fields, expiresAt, only);
  }

  /** Returns the same edit with other fields. */
  public KeyEdit with(FieldEdits others) {
    return new KeyEdit(others, expiresAt, revision);
  }

  /** Returns whether the edit changes nothing. */
  public boolean isEmpty() {
    return fields.isEmpty() && expiresAt == null;
  }
}
