package dev.latchkey.usecase;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.FieldError;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.Secret;
import dev.latchkey.key.SecretHash;
import dev.latchkey.key.StoredKey;
import dev.latchkey.key.Validity;
import dev.latchkey.key.ValidityLimits;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys that are not kept anywhere yet.
 *
 * @param random where ids and secrets are drawn from
 * @param prefix the prefix of new keys
 * @param limits how long keys live
 */
public record KeyMaker(RandomGenerator random, String prefix, ValidityLimits limits) {

  /** A key with its text, not kept yet. */
  record Made(StoredKey stored, KeyText text) {}

  /**
   * A new key.
   *
   * @param registration that of the data API that it is for
   */
  Made make(NewKey wanted, String registration, Change change) {
    Intent intent = wanted.intent();
    KeyId keyId = intent == null ? KeyId.draw(random) : intent.keyId();
    KeyText text = newText(keyId);
    ApiKey key =
        new ApiKey(
            keyId,
            wanted.dataApiId(),
            wanted.name(),
            wanted.description(),
            prefix,
            change.at(),
            change.by(),
            limits.end(wanted.validity(), change.at()),
            null,
            null,
            null);
    SecretHash hash = SecretHash.of(keyId, text.secret());
    return new Made(
        new StoredKey(
            key, registration, hash, null, intent == null ? null : intent.request(), List.of()),
        text);
  }

  /** A new registration's value. */
  String newRegistration() {
    return DataApi.drawRegistration(random);
  }

  /** A new secret under a key's id. */
  KeyText newText(KeyId keyId) {
    return new KeyText(prefix, keyId, Secret.draw(random));
  }

  /**
   * What is wrong with how long a key shall live, if anything is.
   *
   * @param parent the JSON Pointer of the object that holds the field
   */
  public Optional<FieldError> problem(Validity validity, String parent, Change change) {
    if (validity instanceof Validity.Days stated) {
      return error(parent + "/validity_days", limits.problem(stated.days(), change.at()));
    }
    if (validity instanceof Validity.Until until) {
      return error(parent + "/expires_at", limits.problem(until.end(), change.at()));
    }
    return Optional.empty();
  }

  private static Optional<FieldError> error(String pointer, @Nullable String problem) {
    return Optional.ofNullable(problem).map(detail -> FieldError.pointer(pointer, detail));
  }
}
