package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Revokes a key permanently. */
public final class RevokeKey {
  private final KeyStore keys;

  public RevokeKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Revokes a key and returns it. A key that was revoked before keeps its first time and reason.
   *
   * @throws RequestException {@code NOT_FOUND}, {@code KEY_CHANGED}
   */
  public ChangedKey revoke(KeyId keyId, @Nullable String reason, ChangeContext change) {
    WriteResult<ApiKey, StoredKey> result = keys.revoke(keyId, reason, change);
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return new ChangedKey(done.value(), true);
    }
    Optional<StoredKey> found = ((WriteResult.Refused<ApiKey, StoredKey>) result).found();
    return new ChangedKey(KeyStateCheck.require(found, change).key(), false);
  }
}
