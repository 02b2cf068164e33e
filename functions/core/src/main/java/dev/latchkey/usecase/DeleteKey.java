package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;

/** Deletes a revoked or expired key. */
public final class DeleteKey {
  private final KeyStore keys;

  public DeleteKey(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Deletes the key.
   *
   * @throws Fault {@code NOT_FOUND}, {@code KEY_ACTIVE}
   */
  public void delete(KeyId keyId, Change change) {
    Outcome<KeyId, StoredKey> outcome = keys.delete(keyId, change);
    if (outcome instanceof Outcome.Refused<KeyId, StoredKey> refused) {
      throw Fault.of(refused.found().isEmpty() ? Fault.Reason.NOT_FOUND : Fault.Reason.KEY_ACTIVE);
    }
  }
}
