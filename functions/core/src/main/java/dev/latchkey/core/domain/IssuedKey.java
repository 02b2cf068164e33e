package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * A key as the answer to its making or rotating.
 *
 * @param key the key
 * @param text its text with the secret, shown this once; {@code null} when the request was a
 *     repeat, and it was shown before
 */
public record IssuedKey(ApiKey key, @Nullable KeyText text) {

  /** Whether the request was a repeat that changed nothing. */
  public boolean isReplay() {
    return text == null;
  }
}
