package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;

/** Deletes a revoked or expired key. */
public final class DeleteKey {
  private final KeyStore keys;

  public DeleteKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Deletes the key.
   *
   * @throws RequestException {@code NOT_FOUND}, {@code KEY_ACTIVE}, {@code KEY_CHANGED}
   */
  public void delete(KeyId keyId, ChangeContext change) {
    WriteResult<KeyId, StoredKey> result = keys.delete(keyId, change);
    if (result instanceof WriteResult.Refused<KeyId, StoredKey> refused) {
      KeyStateCheck.require(refused.found(), change);
      throw RequestException.of(RequestException.Reason.KEY_ACTIVE);
    }
  }
}
