package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * The result of creating or rotating a key.
 *
 * @param key the key
 * @param text its text with the secret, shown only once; {@code null} if the request repeated an
 *     earlier one that showed it
 */
public record IssuedKey(ApiKey key, @Nullable KeyText text) {

  /** Returns whether the request repeated an earlier one and changed nothing. */
  public boolean isReplay() {
    return text == null;
  }
}
