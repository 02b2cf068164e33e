package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.ValidityLimits;
import java.util.Optional;

/**
 * Edits a key: its fields in any state, its expiration while it is live. This is one write, unless
 * members of a field are patched or the fields could become too long together. Then the key is read
 * first, and the write requires that its fields are still the same.
 */
public final class EditKey {
  /** The maximum number of writes if other changes come between each read and its write. */
  private static final int ATTEMPTS = 5;

  private final KeyStore keys;
  private final ValidityLimits limits;
  private final FieldBudget budget;

  /** Edits within {@link KeyFields#BUDGET}. */
  public EditKey(KeyStore keys, ValidityLimits limits) {
    this(keys, limits, KeyFields.BUDGET);
  }

  /**
   * @param budget the allowed bytes of the fields
   */
  public EditKey(KeyStore keys, ValidityLimits limits, FieldBudget budget) {
    this.keys = keys;
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * Edits a key and returns it.
   *
   * @param errors form errors found so far
   * @throws RequestException {@code INVALID_REQUEST} for these errors, an expiration out of range
   *     or fields that are too long together, {@code NOT_FOUND}; {@code KEY_REVOKED} or {@code
   *     KEY_EXPIRED} for a new expiration; {@code KEY_CHANGED}; {@code THROTTLED} if other changes
   *     keep coming between
   */
  public ChangedKey edit(KeyId keyId, KeyEdit edit, ValidationErrors errors, ChangeContext change) {
    if (edit.expiresAt() != null) {
      errors.add("/expires_at", limits.problem(edit.expiresAt(), change.at()));
    }
    errors.check();
    if (edit.isEmpty()) {
      return new ChangedKey(find(keyId, change), false);
    }
    if (!edit.fields().hasPatches() && budget.withAnyDelivery().allows(edit.fields())) {
      WriteResult<ApiKey, StoredKey> result = keys.edit(keyId, edit, change);
      if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
        return new ChangedKey(done.value(), true);
      }
      ApiKey found = found(result, edit, change);
      if (edit.isNothingFor(found.fields())) {
        return new ChangedKey(found, false);
      }
      throw RequestException.of(RequestException.Reason.UNAVAILABLE);
    }
    return editAsRead(keyId, edit, change);
  }

  private ChangedKey editAsRead(KeyId keyId, KeyEdit edit, ChangeContext change) {
    ApiKey found = find(keyId, change);
    for (int i = 0; i < ATTEMPTS; i++) {
      KeyEdit checked = checked(edit, found);
      if (checked.isNothingFor(found.fields())) {
        return new ChangedKey(found, false);
      }
      WriteResult<ApiKey, StoredKey> result = keys.edit(keyId, checked.of(found.fields()), change);
      if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
        return new ChangedKey(done.value(), true);
      }
      found = found(result, edit, change);
    }
    throw RequestException.of(RequestException.Reason.THROTTLED);
  }

  /** Returns the edit with its patches applied. Throws if the fields would be too long together. */
  private KeyEdit checked(KeyEdit edit, ApiKey found) {
    ValidationErrors errors = new ValidationErrors();
    FieldEdits fields = edit.fields().on(found.fields(), errors::add);
    errors.check();
    FieldValues changed = FieldValues.NONE.with(fields);
    errors.add(
        "/" + budget.longest(changed),
        budget.with(found.deliveredTo()).problem(found.fields().with(fields)));
    errors.check();
    return edit.with(fields);
  }

  /**
   * Returns the key that refused an edit, else throws if it is missing or not in the right state.
   */
  private static ApiKey found(
      WriteResult<ApiKey, StoredKey> result, KeyEdit edit, ChangeContext change) {
    Optional<StoredKey> found = ((WriteResult.Refused<ApiKey, StoredKey>) result).found();
    StoredKey stored =
        edit.expiresAt() == null
            ? KeyStateCheck.require(found, change)
            : KeyStateCheck.requireLive(found, change);
    return stored.key();
  }

  private ApiKey find(KeyId keyId, ChangeContext change) {
    ApiKey found =
        keys.find(keyId).orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    KeyStateCheck.requireRevision(found, change);
    return found;
  }
}
