package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit of a key.
 *
 * @param fields the edited fields
 * @param expiresAt the new expiration, in whole seconds; {@code null} for no change
 */
public record KeyEdit(FieldEdits fields, @Nullable Instant expiresAt) {

  /** Returns whether the edit changes nothing. */
  public boolean isEmpty() {
    return fields.isEmpty() && expiresAt == null;
  }
}
