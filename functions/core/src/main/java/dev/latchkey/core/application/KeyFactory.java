package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Creates keys and secrets; stores nothing.
 *
 * @param random the source of IDs and secrets
 * @param prefix the prefix of new keys
 * @param limits the allowed validity of keys
 */
public record KeyFactory(RandomGenerator random, String prefix, ValidityLimits limits) {

  /** A new key with its text, not stored yet. */
  record Made(StoredKey stored, KeyText text) {}

  /** Returns a new key for a data API. */
  Made create(NewKey wanted, DataApiRef dataApi, ChangeContext change) {
    IdempotencyKey idempotencyKey = wanted.idempotencyKey();
    KeyId keyId = idempotencyKey == null ? KeyId.draw(random) : idempotencyKey.keyId();
    KeyText text = newText(keyId);
    ApiKey key =
        ApiKey.created(
            keyId,
            dataApi,
            wanted.fields(),
            prefix,
            new Creation(change.at(), change.by()),
            limits.expiration(wanted.validity(), change.at()));
    SecretHash hash = SecretHash.of(keyId, text.secret());
    return new Made(
        new StoredKey(
            key, hash, null, idempotencyKey == null ? null : idempotencyKey.request(), List.of()),
        text);
  }

  /** Returns a new registration of a data API. */
  DataApiRef register(String dataApiId, String domain) {
    return DataApiRef.register(dataApiId, domain, random);
  }

  /** Returns a new secret under a key's ID. */
  KeyText newText(KeyId keyId) {
    return new KeyText(prefix, keyId, Secret.draw(random));
  }

  /**
   * Adds an error if a validity is out of range.
   *
   * @param parent the JSON Pointer of the object that holds the field
   */
  void check(Validity validity, String parent, ChangeContext change, ValidationErrors errors) {
    if (validity instanceof Validity.Days stated) {
      errors.add(parent + "/validity_days", limits.problem(stated.days(), change.at()));
    } else if (validity instanceof Validity.Until until) {
      errors.add(parent + "/expires_at", limits.problem(until.expiresAt(), change.at()));
    }
  }
}
