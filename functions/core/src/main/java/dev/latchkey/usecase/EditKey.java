package dev.latchkey.usecase;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Fault;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.ValidationErrors;
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
   * @param errors what is wrong with the request's form
   * @throws Fault {@code INVALID_REQUEST} for these errors or an end out of bounds, {@code
   *     NOT_FOUND}; {@code KEY_REVOKED} or {@code KEY_EXPIRED} for a new end
   */
  public ApiKey edit(KeyId keyId, KeyEdit edit, ValidationErrors errors, Change change) {
    if (edit.expiresAt() != null) {
      errors.add("/expires_at", limits.problem(edit.expiresAt(), change.at()));
    }
    errors.check();
    if (edit.isEmpty()) {
      return keys.find(keyId).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    }
    Outcome<ApiKey, StoredKey> outcome = keys.edit(keyId, edit, change);
    if (outcome instanceof Outcome.Done<ApiKey, StoredKey> done) {
      return done.thing();
    }
    Refusals.requireActive(((Outcome.Refused<ApiKey, StoredKey>) outcome).found(), change.at());
    throw Fault.of(Fault.Reason.UNAVAILABLE);
  }
}
