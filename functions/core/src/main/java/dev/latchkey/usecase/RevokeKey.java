package dev.latchkey.usecase;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
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
   * @throws Fault {@code NOT_FOUND}
   */
  public ApiKey revoke(KeyId keyId, @Nullable String reason, Change change) {
    Outcome<ApiKey, StoredKey> outcome = keys.revoke(keyId, reason, change);
    if (outcome instanceof Outcome.Done<ApiKey, StoredKey> done) {
      return done.thing();
    }
    return ((Outcome.Refused<ApiKey, StoredKey>) outcome)
        .found()
        .map(StoredKey::key)
        .orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
  }
}
