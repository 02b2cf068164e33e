package dev.latchkey.usecase;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldError;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.ValidityLimits;

/** Edits a key's name and description in any state, its end while it is active. */
public final class EditKey {
  private final KeyStore keys;
  private final ValidityLimits limits;

  public EditKey(KeyStore keys, ValidityLimits limits) {
    this.keys = keys;
    this.limits = limits;
  }

  /**
   * The key as edited.
   *
   * @throws Fault {@code INVALID_REQUEST} for an end out of bounds, {@code NOT_FOUND}; {@code
   *     KEY_REVOKED} or {@code KEY_EXPIRED} for a new end
   */
  public ApiKey edit(KeyId keyId, KeyEdit edit, Change change) {
    if (edit.isEmpty()) {
      return keys.find(keyId).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    }
    if (edit.expiresAt() != null) {
      String problem = limits.problem(edit.expiresAt(), change.at());
      if (problem != null) {
        throw Fault.invalid(FieldError.pointer("/expires_at", problem));
      }
    }
    Outcome<ApiKey, StoredKey> outcome = keys.edit(keyId, edit, change);
    if (outcome instanceof Outcome.Done<ApiKey, StoredKey> done) {
      return done.thing();
    }
    Refusals.requireActive(((Outcome.Refused<ApiKey, StoredKey>) outcome).found(), change.at());
    throw Fault.of(Fault.Reason.UNAVAILABLE);
  }
}
