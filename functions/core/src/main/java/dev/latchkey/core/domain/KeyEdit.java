package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changes of a key.
 *
 * @param fields the fields that change
 * @param expiresAt the new expiration, in whole seconds; {@code null} leaves it as it is
 */
public record KeyEdit(FieldEdits fields, @Nullable Instant expiresAt) {

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return fields.isEmpty() && expiresAt == null;
  }
}
