package dev.latchkey.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changes of a key; {@code null} stands for what it leaves as it is.
 *
 * @param name the new name
 * @param description the new description, or its removal
 * @param expiresAt the new end, in whole seconds
 */
public record KeyEdit(
    @Nullable String name, @Nullable Patch<String> description, @Nullable Instant expiresAt) {

  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return name == null && description == null && expiresAt == null;
  }
}
