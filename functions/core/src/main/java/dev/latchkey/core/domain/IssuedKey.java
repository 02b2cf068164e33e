package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * The result of creating or rotating a key.
 *
 * @param key the key
 * @param text its text with the secret, shown only once; {@code null} if the client made the
 *     secret, a vault received it, or the request repeated an earlier one
 * @param isReplay whether the request repeated an earlier one and changed nothing
 */
public record IssuedKey(ApiKey key, @Nullable KeyText text, boolean isReplay) {

  /** A key that was just created or rotated. */
  public IssuedKey(ApiKey key, @Nullable KeyText text) {
    this(key, text, false);
  }
}
