package dev.latchkey.memory;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyFields;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.SecretHash;
import dev.latchkey.key.StoredKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What tests of a {@link KeyStore} do again and again. */
abstract class KeyContract {
  static final Instant LATEST = NOW.plus(Duration.ofDays(365));
  static final Instant EXPIRED = NOW.minusSeconds(1);

  /** The store under test. */
  protected abstract KeyStore keys();

  StoredKey created(StoredKey key) {
    done(keys().create(key, change()));
    return key;
  }

  StoredKey deleted(StoredKey key) {
    created(key);
    done(keys().revoke(id(key), null, change()));
    done(keys().delete(id(key), change()));
    return key;
  }

  StoredKey stored(StoredKey key) {
    return ((KeyLookup.Found) keys().lookup(id(key))).stored();
  }

  static KeyId id(StoredKey key) {
    return key.key().keyId();
  }

  Outcome<ApiKey, StoredKey> extend(StoredKey key, int days, Change change) {
    return extend(key, days, null, change);
  }

  Outcome<ApiKey, StoredKey> extend(
      StoredKey key, int days, @Nullable Intent intent, Change change) {
    return keys().extend(id(key), Duration.ofDays(days), LATEST, intent, change);
  }

  static @Nullable String name(ApiKey key) {
    return key.fields().get(KeyFields.NAME);
  }

  static @Nullable String description(ApiKey key) {
    return key.fields().get(KeyFields.DESCRIPTION);
  }

  static Intent intent(String header) {
    return Intent.of("ada", "extend", header, "{}".getBytes(StandardCharsets.UTF_8));
  }

  static KeyEdit name(String name) {
    return Samples.rename(name);
  }

  static KeyEdit end(Instant end) {
    return Samples.end(end);
  }

  static StoredKey withName(StoredKey stored, String name) {
    ApiKey key = Draft.of(stored.key()).edit(name(name)).changed(change()).key();
    return new StoredKey(
        key, stored.hash(), stored.previousHash(), stored.creation(), stored.extensions());
  }

  static void assertSame(StoredKey actual, StoredKey expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(SecretHash::matches, SecretHash.class)
        .isEqualTo(expected);
  }
}
