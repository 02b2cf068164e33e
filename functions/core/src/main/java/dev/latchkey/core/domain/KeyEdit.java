package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a key.
 *
 * @param fields the edited fields
 * @param expiresAt the new expiration, in whole seconds; {@code null} for no change
 * @param read the fields that the key must have before the edit; {@code null} for any
 * @param isOnlyForOthers whether a key that has these values already stays unchanged; if not, it
 *     gets a new revision
 */
public record KeyEdit(
    FieldEdits fields,
    @Nullable Instant expiresAt,
    @Nullable FieldValues read,
    boolean isOnlyForOthers) {

  /** An edit of any key. */
  public KeyEdit(FieldEdits fields, @Nullable Instant expiresAt) {
    this(fields, expiresAt, null, false);
  }

  /** Returns an edit of keys that have other values. */
  public static KeyEdit ofOthers(FieldEdits fields) {
    return new KeyEdit(fields, null, null, true);
  }

  /** Returns the same edit of a key with these fields only. */
  public KeyEdit of(FieldValues only) {
    return new KeyEdit(fields, expiresAt, only, isOnlyForOthers);
  }

  /** Returns the same edit with other fields. */
  public KeyEdit with(FieldEdits others) {
    return new KeyEdit(others, expiresAt, read, isOnlyForOthers);
  }

  /** Returns whether the edit changes nothing. */
  public boolean isEmpty() {
    return fields.isEmpty() && expiresAt == null;
  }

  /** Returns whether a key with these values stays unchanged. */
  public boolean isNothingFor(FieldValues values) {
    return isOnlyForOthers && values.with(fields).equals(values);
  }
}
