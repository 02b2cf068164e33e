package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import org.jspecify.annotations.Nullable;

/** Ends a key before its date, for good. */
public final class RevokeKey {
  private final KeyStore keys;

  public RevokeKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * The revoked key; one that was revoked before keeps its first time and reason.
   *
   * @throws RequestException {@code NOT_FOUND}
   */
  public ApiKey revoke(KeyId keyId, @Nullable String reason, ChangeContext change) {
    WriteResult<ApiKey, StoredKey> outcome = keys.revoke(keyId, reason, change);
    if (outcome instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return done.thing();
    }
    return ((WriteResult.Refused<ApiKey, StoredKey>) outcome)
        .found()
        .map(StoredKey::key)
        .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
  }
}
