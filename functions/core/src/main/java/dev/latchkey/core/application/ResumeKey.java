package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;

/** Resumes a suspended key. */
public final class ResumeKey {
  private final KeyStore keys;

  public ResumeKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Resumes a key and returns it. Nothing changes if the key is active.
   *
   * @throws RequestException {@code NOT_FOUND}, {@code KEY_REVOKED}, {@code KEY_EXPIRED}, {@code
   *     KEY_CHANGED}
   */
  public ChangedKey resume(KeyId keyId, ChangeContext change) {
    WriteResult<ApiKey, StoredKey> result = keys.resume(keyId, change);
    return KeyStateCheck.doneOrLive(result, change);
  }
}
