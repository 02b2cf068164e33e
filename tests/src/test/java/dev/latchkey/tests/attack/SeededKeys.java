package dev.latchkey.tests.attack;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.WriteResult;
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
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Makes data APIs and keys straight in a store, where HTTP would only cost time. */
final class SeededKeys {
  static final Actor MALLORY = new Actor("mallory", "Mallory");
  static final Duration LIFE = Duration.ofDays(30);

  /** The registration of every data API here. */
  private static final String REGISTRATION = "Registration0000";

  private SeededKeys() {}

  static ChangeContext change(Instant moment) {
    return new ChangeContext(UUID.randomUUID(), MALLORY, moment);
  }

  /** Registers a data API; its first key is of no further use. */
  static DataApi register(
      DataApiStore dataApis,
      String dataApiId,
      List<Route> routes,
      Instant now,
      SplittableRandom random) {
    DataApi dataApi =
        DataApi.registered(
            ref(dataApiId),
            FieldValues.NONE
                .with(DataApiFields.DATASET, "orders")
                .with(DataApiFields.ROUTES, routes),
            new Creation(now, MALLORY));
    done(
        dataApis.register(
            dataApi, stored(draw(random), dataApiId, now, now.plus(LIFE)), change(now)));
    return dataApi;
  }

  /** A key that nobody keeps yet. */
  static KeyText draw(SplittableRandom random) {
    return new KeyText("lk", KeyId.draw(random), Secret.draw(random));
  }

  /** Keeps a new key. */
  static KeyText create(
      KeyStore keys, String dataApiId, Instant now, Instant end, SplittableRandom random) {
    KeyText text = draw(random);
    done(keys.create(stored(text, dataApiId, now, end), change(now)));
    return text;
  }

  static FieldValues named(String name) {
    return FieldValues.NONE.with(KeyFields.NAME, name);
  }

  static KeyEdit rename(String name) {
    return new KeyEdit(FieldEdits.NONE.set(KeyFields.NAME, name), null);
  }

  static KeyEdit moveEnd(Instant end) {
    return new KeyEdit(FieldEdits.NONE, end);
  }

  static String name(ApiKey key) {
    return key.fields().require(KeyFields.NAME);
  }

  private static DataApiRef ref(String dataApiId) {
    return new DataApiRef(dataApiId, "sales", REGISTRATION);
  }

  static SecretHash hash(KeyText text) {
    return SecretHash.of(text.keyId(), text.secret());
  }

  static StoredKey stored(KeyText text, String dataApiId, Instant now, Instant end) {
    ApiKey key =
        ApiKey.created(
            text.keyId(),
            ref(dataApiId),
            named("k"),
            text.prefix(),
            new Creation(now, MALLORY),
            end);
    return new StoredKey(key, hash(text), null, null, List.of());
  }

  /** The thing after a change that has to be made. */
  static <T> T done(WriteResult<T, ?> outcome) {
    if (outcome instanceof WriteResult.Done<T, ?> done) {
      return done.value();
    }
    throw new AssertionError("Refused: " + outcome);
  }
}
