package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a key.
 *
 * @param fields the edited fields
 * @param expiresAt the new expiration, in whole seconds; {@code null} for no change
 * @param read the fields that the key must have before the edit; {@code null} for any
 */
public record KeyEdit(FieldEdits fields, @Nullable Instant expiresAt, @Nullable FieldValues read) {

  /** An edit of a key with any fields. */
  public KeyEdit(FieldEdits fields, @Nullable Instant expiresAt) {
    this(fields, expiresAt, null);
  }

  /** Returns the same edit of a key with these fields only. */
  public KeyEdit of(FieldValues only) {
    return new KeyEdit(fields, expiresAt, only);
  }

  /** Returns the same edit with other fields. */
  public KeyEdit with(FieldEdits others) {
    return new KeyEdit(others, expiresAt, read);
  }

  /** Returns whether the edit changes nothing. */
  public boolean isEmpty() {
    return fields.isEmpty() && expiresAt == null;
  }
}
