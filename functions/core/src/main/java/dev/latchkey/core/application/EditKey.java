package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.ValidityLimits;

/** Edits a key: its fields in any state, its expiration while it is active. */
public final class EditKey {
  private final KeyStore keys;
  private final ValidityLimits limits;

  public EditKey(KeyStore keys, ValidityLimits limits) {
    this.keys = keys;
    this.limits = limits;
  }

  /**
   * Edits a key and returns it.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors or an expiration out of
   *     range, {@code NOT_FOUND}; {@code KEY_REVOKED} or {@code KEY_EXPIRED} for a new expiration
   */
  public ApiKey edit(KeyId keyId, KeyEdit edit, ValidationErrors errors, ChangeContext change) {
    if (edit.expiresAt() != null) {
      errors.add("/expires_at", limits.problem(edit.expiresAt(), change.at()));
    }
    errors.check();
    if (edit.isEmpty()) {
      return keys.find(keyId)
          .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    }
    WriteResult<ApiKey, StoredKey> result = keys.edit(keyId, edit, change);
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return done.value();
    }
    KeyStateCheck.requireActive(
        ((WriteResult.Refused<ApiKey, StoredKey>) result).found(), change.at());
    throw RequestException.of(RequestException.Reason.UNAVAILABLE);
  }
}
