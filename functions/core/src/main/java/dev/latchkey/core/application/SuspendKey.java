package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import org.jspecify.annotations.Nullable;

/** Suspends a key: it is refused until it is resumed. Its expiration does not move. */
public final class SuspendKey {
  private final KeyStore keys;

  public SuspendKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Suspends a key and returns it. A key that was suspended before keeps its first time, author and
   * reason.
   *
   * @throws RequestException {@code NOT_FOUND}, {@code KEY_REVOKED}, {@code KEY_EXPIRED}, {@code
   *     KEY_CHANGED}
   */
  public ChangedKey suspend(KeyId keyId, @Nullable String reason, ChangeContext change) {
    WriteResult<ApiKey, StoredKey> result = keys.suspend(keyId, reason, change);
    return KeyStateCheck.doneOrLive(result, change);
  }
}
