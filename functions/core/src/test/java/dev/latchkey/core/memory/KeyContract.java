package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Common steps of the tests of a {@link KeyStore}. */
abstract class KeyContract {
  static final Instant LATEST = NOW.plus(Duration.ofDays(365));
  static final Instant EXPIRED = NOW.minusSeconds(1);

  /** Returns the store under test. */
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
    return ((LookupResult.Found) keys().lookup(id(key))).stored();
  }

  static KeyId id(StoredKey key) {
    return key.key().keyId();
  }

  WriteResult<ApiKey, StoredKey> extend(StoredKey key, int days, ChangeContext change) {
    return extend(key, days, null, change);
  }

  WriteResult<ApiKey, StoredKey> extend(
      StoredKey key, int days, @Nullable IdempotencyKey idempotencyKey, ChangeContext change) {
    return keys().extend(id(key), Duration.ofDays(days), LATEST, idempotencyKey, change);
  }

  static @Nullable String name(ApiKey key) {
    return key.fields().get(KeyFields.NAME);
  }

  static @Nullable String description(ApiKey key) {
    return key.fields().get(KeyFields.DESCRIPTION);
  }

  static IdempotencyKey idempotencyKey(String header) {
    return IdempotencyKey.of("ada", "extend", header, "{}".getBytes(StandardCharsets.UTF_8));
  }

  static KeyEdit name(String name) {
    return Samples.rename(name);
  }

  static KeyEdit end(Instant end) {
    return Samples.end(end);
  }

  static StoredKey withName(StoredKey stored, String name) {
    ApiKey key = KeyBuilder.of(stored.key()).edit(name(name)).changed(change()).key();
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
