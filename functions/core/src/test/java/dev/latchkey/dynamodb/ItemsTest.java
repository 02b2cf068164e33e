package dev.latchkey.dynamodb;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.Actor;
import dev.latchkey.key.ApiKey;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.Extension;
import dev.latchkey.key.Intent;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyQuery;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.Page;
import dev.latchkey.key.Rotation;
import dev.latchkey.key.StoredKey;
import dev.latchkey.memory.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the writes leave in the table. */
class ItemsTest {
  private static final Duration RETENTION = Duration.ofDays(Stores.RETENTION_DAYS);
  private static final Instant LATEST = NOW.plus(Duration.ofDays(365));

  private final Calls calls = new Calls();
  private final Stores stores = Stores.create();
  private final DynamoDbKeyStore keys = stores.keys();
  private final StoredKey key = Samples.key("orders");
  private final KeyId keyId = key.key().keyId();
  private final Instant end = key.key().expiresAt();

  @Nested
  class Ttl {
    @Test
    void followsTheEndByTheRetention() {
      done(keys.create(key, change()));
      assertThat(ttl()).isEqualTo(end.plus(RETENTION));
      done(keys.extend(keyId, new Extension(3, LATEST, null), change()));
      assertThat(ttl()).isEqualTo(end.plus(Duration.ofDays(3)).plus(RETENTION));
      done(keys.edit(keyId, new KeyEdit(null, null, NOW.plusSeconds(60)), change()));
      assertThat(ttl()).isEqualTo(NOW.plusSeconds(60).plus(RETENTION));
      done(keys.edit(keyId, new KeyEdit("new", null, null), change()));
      done(keys.rotate(keyId, new Rotation("lk", Samples.hash(keyId), null), change()));
      assertThat(ttl()).isEqualTo(NOW.plusSeconds(60).plus(RETENTION));
    }

    @Test
    void isTheEndItselfWithoutRetention() {
      DynamoDbKeyStore strict =
          new DynamoDbKeyStore(stores.client(), stores.table(), 0, Stores.EVENT_RETENTION_DAYS);
      done(strict.create(key, change()));
      assertThat(ttl()).isEqualTo(end);
      ApiKey extended = done(strict.extend(keyId, new Extension(3, LATEST, null), change()));
      assertThat(ttl()).isEqualTo(extended.expiresAt());
    }

    @Test
    void leavesRevokedKeysUntilTheyAreDeleted() {
      done(keys.create(key, change()));
      done(keys.revoke(keyId, null, change()));
      assertThat(ttl()).isNull();
      assertThat(stores.local().sweep(end.plus(Duration.ofDays(1_000)))).isZero();
      done(keys.delete(keyId, change()));
      Instant eventsGone = NOW.plus(Duration.ofDays(Stores.EVENT_RETENTION_DAYS));
      assertThat(ttl()).isEqualTo(eventsGone);
      assertThat(stores.local().sweep(eventsGone.minusSeconds(1))).isZero();
      assertThat(stores.local().sweep(eventsGone)).isEqualTo(1);
    }

    @Test
    void isNotWhatDecides() {
      done(keys.create(Samples.key("orders", NOW, null), change(NOW.minusSeconds(1))));
      Page.Request page = new Page.Request(50, null);
      assertThat(keys.list(new KeyQuery("orders", KeyStatus.EXPIRED, NOW), page).items())
          .singleElement()
          .matches(expired -> expired.status(NOW) == KeyStatus.EXPIRED);
      assertThat(keys.list(new KeyQuery("orders", KeyStatus.ACTIVE, NOW), page).items()).isEmpty();
    }

    @Test
    void sparesWhatADataApiLeavesBehind() {
      DataApi dataApi = Samples.dataApi();
      done(stores.dataApis().register(dataApi, key, change()));
      done(stores.dataApis().delete(dataApi.dataApiId(), change()));
      assertThat(raw(Keys.ofDataApi(dataApi.dataApiId())))
          .doesNotContainKeys("ttl", "kind", "sort_key")
          .containsKeys("deleted_at", "deleted_by_subject", "deleted_by_name");
    }
  }

  @Test
  void aDeletedKeyKeepsNoHashNoIntentAndNoPlaceInAnIndex() {
    StoredKey made = Samples.key("orders", end, intent().request());
    KeyId id = made.key().keyId();
    done(keys.create(made, change()));
    done(keys.extend(id, new Extension(1, LATEST, intent()), change()));
    done(keys.rotate(id, new Rotation("lk", Samples.hash(id), LATEST), change()));
    done(keys.revoke(id, null, change()));
    assertThat(raw(Keys.of(id)))
        .containsKeys("secret_hash", "previous_secret_hash", "creation_request", "ext_1", "ext_4");
    done(keys.delete(id, change()));
    assertThat(raw(Keys.of(id)))
        .doesNotContainKeys(
            "secret_hash",
            "previous_secret_hash",
            "creation_request",
            "ext_1",
            "ext_2",
            "ext_3",
            "ext_4",
            "kind",
            "sort_key",
            "data_api_id")
        .containsKeys("deleted_at", "deleted_by_subject", "deleted_by_name", "change_id_3");
  }

  @Test
  void noIndexHoldsAHash() {
    done(keys.create(key, change()));
    for (String index : new String[] {Attributes.ALL, Attributes.BY_DATA_API}) {
      boolean isAll = index.equals(Attributes.ALL);
      Map<String, AttributeValue> item =
          stores
              .client()
              .query(
                  r ->
                      r.tableName(stores.table())
                          .indexName(index)
                          .keyConditionExpression("#hash = :hash")
                          .expressionAttributeNames(Map.of("#hash", isAll ? "kind" : "data_api_id"))
                          .expressionAttributeValues(
                              Map.of(":hash", AttributeValue.fromS(isAll ? "key" : "orders"))))
              .items()
              .get(0);
      assertThat(item.values()).noneMatch(value -> value.b() != null);
    }
  }

  @Test
  void aKeyAtItsLargestIsBelowOneReadUnit() {
    Stores counting = stores.with(calls);
    Actor maker = actor("Augusta Ada King, Lovelace");
    StoredKey largest = largest(maker);
    KeyId id = largest.key().keyId();
    done(keys.create(largest, new Change(UUID.randomUUID(), maker, NOW)));
    done(keys.extend(id, new Extension(1, LATEST, intent()), by("Grace Brewster Murray")));
    done(keys.rotate(id, new Rotation("latchkey", Samples.hash(id), LATEST), by("Grace")));
    done(keys.revoke(id, "r".repeat(512), by("Katherine Coleman Goble")));
    done(keys.edit(id, new KeyEdit("n".repeat(512), null, null), by("Margaret Heafield")));
    counting.keys().lookup(id);
    assertThat(calls.units()).isEqualTo(1);
    assertThat(size(raw(Keys.of(id)))).isBetween(3_900, 4_096);
  }

  @Test
  void anOrdinaryKeyIsBelowOneKilobyte() {
    done(keys.create(key, new Change(UUID.randomUUID(), Samples.ADA, NOW)));
    assertThat(size(raw(Keys.of(keyId)))).isLessThan(1_024);
  }

  private static StoredKey largest(Actor maker) {
    StoredKey sample =
        Samples.key("d".repeat(63), NOW.plus(Duration.ofDays(30)), intent().request());
    ApiKey key = sample.key();
    return new StoredKey(
        new ApiKey(
            key.keyId(),
            key.dataApiId(),
            "n".repeat(512),
            "d".repeat(2_048),
            "latchkey",
            NOW,
            maker,
            key.expiresAt(),
            null,
            null,
            null),
        sample.registration(),
        sample.hash(),
        null,
        sample.creation(),
        List.of());
  }

  private static Change by(String name) {
    return new Change(UUID.randomUUID(), actor(name), NOW);
  }

  private static Actor actor(String name) {
    return new Actor(UUID.randomUUID().toString(), name);
  }

  private static Intent intent() {
    return Intent.of("ada", "extend", "an-intent-of-mine", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Instant ttl() {
    return new Item(raw(Keys.of(keyId))).timeOrNull(Attributes.TTL);
  }

  private Map<String, AttributeValue> raw(Map<String, AttributeValue> key) {
    return stores.client().getItem(r -> r.tableName(stores.table()).key(key)).item();
  }

  /** An item's size as DynamoDB counts it; a number takes a byte for two digits, and one more. */
  private static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream().mapToInt(it -> utf8(it.getKey()) + size(it.getValue())).sum();
  }

  private static int size(AttributeValue value) {
    if (value.s() != null) {
      return utf8(value.s());
    }
    return value.n() != null ? value.n().length() / 2 + 2 : value.b().asByteArrayUnsafe().length;
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
