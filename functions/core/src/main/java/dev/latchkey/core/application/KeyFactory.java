package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.ClientMadeKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldBudget;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Creates keys and secrets; stores nothing.
 *
 * @param random the source of IDs and secrets
 * @param prefix the prefix of new keys
 * @param limits the allowed validity of keys
 * @param budget the allowed bytes of their fields
 */
public record KeyFactory(
    RandomGenerator random, String prefix, ValidityLimits limits, FieldBudget budget) {

  /** A factory of keys with the fields of {@link KeyFields}. */
  public KeyFactory(RandomGenerator random, String prefix, ValidityLimits limits) {
    this(random, prefix, limits, KeyFields.BUDGET);
  }

  /**
   * A new key, not stored yet.
   *
   * @param text its text; {@code null} if the client made it
   */
  record Made(StoredKey stored, @Nullable KeyText text) {}

  /** Returns a new key for a data API. */
  Made create(NewKey wanted, DataApiRef dataApi, ChangeContext change) {
    KeyId keyId = Objects.requireNonNullElseGet(wanted.keyId(), () -> KeyId.draw(random));
    ApiKey key =
        ApiKey.created(
            keyId,
            dataApi,
            wanted.fields(),
            prefix,
            new Creation(change.at(), change.by()),
            limits.expiration(wanted.validity(), change.at()),
            wanted.deliverTo());
    ClientMadeKey clientMade = wanted.clientMade();
    MadeSecret secret = secret(keyId, clientMade == null ? null : clientMade.hash());
    return new Made(
        new StoredKey(key, secret.hash(), null, wanted.creation(), List.of()), secret.text());
  }

  /**
   * Adds an error for each required claim that a new key lacks.
   *
   * @param parent the JSON Pointer of the object that holds the claims
   */
  static void requireClaims(
      NewKey wanted, FieldValues dataApi, String parent, ValidationErrors errors) {
    Map<String, String> claims = wanted.fields().get(KeyFields.CLAIMS);
    List<String> required = dataApi.get(DataApiFields.REQUIRED_CLAIMS);
    for (String name : Objects.requireNonNullElse(required, List.<String>of())) {
      if (claims == null || !claims.containsKey(name)) {
        errors.add(parent + "/claims/" + name, "is required by the data API");
      }
    }
  }

  /** Returns a new registration of a data API. */
  DataApiRef register(String dataApiId, String domain) {
    return DataApiRef.register(dataApiId, domain, random);
  }

  /**
   * A new secret.
   *
   * @param text the text of the key with this secret; {@code null} if the client made it
   */
  record MadeSecret(SecretHash hash, @Nullable KeyText text) {}

  /**
   * Returns a new secret under a key's ID.
   *
   * @param clientMade the hash of the secret that the client made; {@code null} to draw one
   */
  MadeSecret secret(KeyId keyId, @Nullable SecretHash clientMade) {
    if (clientMade != null) {
      return new MadeSecret(clientMade, null);
    }
    KeyText text = new KeyText(prefix, keyId, Secret.draw(random));
    return new MadeSecret(text.hash(), text);
  }

  /**
   * Adds an error if the fields of a new key are too long together, and one if its validity is out
   * of range.
   *
   * @param parent the JSON Pointer of the object that holds the fields
   */
  void check(NewKey wanted, String parent, ChangeContext change, ValidationErrors errors) {
    errors.add(
        parent + "/" + budget.longest(wanted.fields()),
        budget.with(wanted.deliverTo()).problem(wanted.fields()));
    Validity validity = wanted.validity();
    if (validity instanceof Validity.Days stated) {
      errors.add(parent + "/validity_days", limits.problem(stated.days(), change.at()));
    } else if (validity instanceof Validity.Until until) {
      errors.add(parent + "/expires_at", limits.problem(until.expiresAt(), change.at()));
    }
  }
}
