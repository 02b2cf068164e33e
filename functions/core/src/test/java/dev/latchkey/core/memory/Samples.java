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

/** Keys, data APIs and changes for tests; each call makes others. */
public final class Samples {
  /** The moment at which tests play. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** The operator who does things in tests. */
  public static final Actor ADA = new Actor("7d3c0f4e-ada", "Ada");

  /** The registration of every data API here, and so of the data API of every key. */
  public static final String REGISTRATION = "Registration0000";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Samples() {}

  /** A change of its own, now. */
  public static ChangeContext change() {
    return change(NOW);
  }

  /** A change of its own at a moment. */
  public static ChangeContext change(Instant at) {
    return new ChangeContext(UUID.randomUUID(), ADA, at);
  }

  /** A data API's id that no other test uses. */
  public static String dataApiId() {
    return "sample-" + COUNT.incrementAndGet();
  }

  /** A data API made now. */
  public static DataApi dataApi() {
    return dataApi(dataApiId());
  }

  /** A data API made now, of an id. */
  public static DataApi dataApi(String dataApiId) {
    FieldValues fields =
        FieldValues.NONE
            .with(DataApiFields.DATASET, "orders")
            .with(DataApiFields.DESCRIPTION, "All orders")
            .with(
                DataApiFields.ROUTES,
                List.of(
                    new Route("orders", "live", "GET", "/orders/*"),
                    new Route("orders", "*", "*", "*")));
    return DataApi.registered(ref(dataApiId), fields, new Creation(NOW, ADA));
  }

  /** A data API of an ID in its only registration here. */
  public static DataApiRef ref(String dataApiId) {
    return new DataApiRef(dataApiId, "sales", REGISTRATION);
  }

  /** A key of 30 days, made now. */
  public static StoredKey key() {
    return key(dataApiId());
  }

  /** A key of 30 days for a data API, made now. */
  public static StoredKey key(String dataApiId) {
    return key(dataApiId, NOW.plus(Duration.ofDays(30)), null);
  }

  /** A key with an end. */
  public static StoredKey key(String dataApiId, Instant expiresAt, @Nullable String creation) {
    FieldValues fields =
        FieldValues.NONE
            .with(KeyFields.NAME, "batch job")
            .with(KeyFields.DESCRIPTION, "Reads at night");
    ApiKey key =
        ApiKey.created(
            KeyId.draw(RANDOM), ref(dataApiId), fields, "lk", new Creation(NOW, ADA), expiresAt);
    return new StoredKey(key, hash(key.keyId()), null, creation, List.of());
  }

  /** An edit of a key's name. */
  public static KeyEdit rename(String name) {
    return new KeyEdit(FieldEdits.NONE.set(KeyFields.NAME, name), null);
  }

  /** An edit of a key's expiration. */
  public static KeyEdit end(Instant end) {
    return new KeyEdit(FieldEdits.NONE, end);
  }

  /** The hash of a new secret. */
  public static SecretHash hash(KeyId keyId) {
    return SecretHash.of(keyId, Secret.draw(RANDOM));
  }
}
