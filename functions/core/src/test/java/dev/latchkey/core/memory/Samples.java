package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Test data: keys, data APIs and changes. Each method call returns a new one. */
public final class Samples {
  /** The current time in tests. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** The operator in tests. */
  public static final Actor ADA = new Actor("7d3c0f4e-ada", "Ada");

  /** The registration of all data APIs here. */
  public static final String REGISTRATION = "Registration0000";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Samples() {}

  /** Returns a new change, now. */
  public static ChangeContext change() {
    return change(NOW);
  }

  /** Returns a new change at an instant. */
  public static ChangeContext change(Instant at) {
    return new ChangeContext(UUID.randomUUID(), ADA, at);
  }

  /** Returns a data API's ID that no other test uses. */
  public static String dataApiId() {
    return "sample-" + COUNT.incrementAndGet();
  }

  /** Returns a data API created now. */
  public static DataApi dataApi() {
    return dataApi(dataApiId());
  }

  /** Returns a data API with an ID, created now. */
  public static DataApi dataApi(String dataApiId) {
    return dataApi(ref(dataApiId));
  }

  /** A data API made now, of a registration. */
  public static DataApi dataApi(DataApiRef ref) {
    FieldValues fields =
        FieldValues.NONE
            .with(DataApiFields.DATASET, "orders")
            .with(DataApiFields.DESCRIPTION, "All orders")
            .with(
                DataApiFields.ROUTES,
                List.of(
                    new Route("orders", "live", "GET", "/orders/*"),
                    new Route("orders", "*", "*", "*")));
    return DataApi.registered(ref, fields, new Creation(NOW, ADA));
  }

  /** Returns the only registration of a data API here. */
  public static DataApiRef ref(String dataApiId) {
    return ref(dataApiId, "sales");
  }

  /** A data API of an ID and a domain in its only registration here. */
  public static DataApiRef ref(String dataApiId, String domain) {
    return new DataApiRef(dataApiId, domain, REGISTRATION);
  }

  /** Returns a key of 30 days, created now. */
  public static StoredKey key() {
    return key(dataApiId());
  }

  /** Returns a key of 30 days for a data API, created now. */
  public static StoredKey key(String dataApiId) {
    return key(dataApiId, NOW.plus(Duration.ofDays(30)), null);
  }

  /** Returns a key with an expiration. */
  public static StoredKey key(String dataApiId, Instant expiresAt, @Nullable String creation) {
    return key(ref(dataApiId), expiresAt, creation);
  }

  /** A key of a registration, with an end. */
  public static StoredKey key(DataApiRef ref, Instant expiresAt, @Nullable String creation) {
    FieldValues fields =
        FieldValues.NONE
            .with(KeyFields.NAME, "batch job")
            .with(KeyFields.DESCRIPTION, "Reads at night");
    ApiKey key =
        ApiKey.created(KeyId.draw(RANDOM), ref, fields, "lk", new Creation(NOW, ADA), expiresAt);
    return new StoredKey(key, hash(key.keyId()), null, creation, List.of());
  }

  /** Returns an edit of a key's name. */
  public static KeyEdit rename(String name) {
    return new KeyEdit(FieldEdits.NONE.set(KeyFields.NAME, name), null);
  }

  /** Returns an edit of a key's expiration. */
  public static KeyEdit end(Instant end) {
    return new KeyEdit(FieldEdits.NONE, end);
  }

  /** Returns the hash of a new secret. */
  public static SecretHash hash(KeyId keyId) {
    return SecretHash.of(keyId, Secret.draw(RANDOM));
  }
}
