package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Version;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.item.ItemSize;
import dev.latchkey.core.dynamodb.mapping.CommonItem;
import dev.latchkey.core.memory.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests the items that writes leave in the table. */
class ItemsTest {
  private static final Duration RETENTION = Duration.ofDays(TestStores.RETENTION_DAYS);
  private static final Instant LATEST = NOW.plus(Duration.ofDays(365));

  private final TestStores stores = TestStores.create();
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
      done(keys.extend(keyId, Duration.ofDays(3), LATEST, null, change()));
      assertThat(ttl()).isEqualTo(end.plus(Duration.ofDays(3)).plus(RETENTION));
      done(keys.edit(keyId, Samples.end(NOW.plusSeconds(60)), change()));
      assertThat(ttl()).isEqualTo(NOW.plusSeconds(60).plus(RETENTION));
      done(keys.edit(keyId, Samples.rename("new"), change()));
      done(keys.rotate(keyId, new Rotation("lk", Samples.hash(keyId), null), change()));
      assertThat(ttl()).isEqualTo(NOW.plusSeconds(60).plus(RETENTION));
    }

    @Test
    void isTheEndItselfWithoutRetention() {
      DynamoDbKeyStore strict =
          new DynamoDbKeyStore(stores.client(), stores.table(), 0, TestStores.EVENT_RETENTION_DAYS);
      done(strict.create(key, change()));
      assertThat(ttl()).isEqualTo(end);
      ApiKey extended = done(strict.extend(keyId, Duration.ofDays(3), LATEST, null, change()));
      assertThat(ttl()).isEqualTo(extended.expiresAt());
    }

    @Test
    void leavesRevokedKeysUntilTheyAreDeleted() {
      done(keys.create(key, change()));
      done(keys.revoke(keyId, null, change()));
      assertThat(ttl()).isNull();
      assertThat(stores.local().sweep(end.plus(Duration.ofDays(1_000)))).isZero();
      done(keys.delete(keyId, change()));
      Instant eventsGone = NOW.plus(Duration.ofDays(TestStores.EVENT_RETENTION_DAYS));
      assertThat(ttl()).isEqualTo(eventsGone);
      assertThat(stores.local().sweep(eventsGone.minusSeconds(1))).isZero();
      assertThat(stores.local().sweep(eventsGone)).isEqualTo(1);
    }

    @Test
    void doesNotDecideChanges() {
      done(keys.create(Samples.key("orders", NOW, null), change(NOW.minusSeconds(1))));
      Page.Request page = new Page.Request(50, null);
      assertThat(keys.list(new KeyQuery("orders", KeyStatus.EXPIRED, NOW), page).items())
          .singleElement()
          .matches(expired -> expired.status(NOW) == KeyStatus.EXPIRED);
      assertThat(keys.list(new KeyQuery("orders", KeyStatus.ACTIVE, NOW), page).items()).isEmpty();
    }

    @Test
    void doesNotReplaceTheTombstoneOfADataApi() {
      DataApi dataApi = Samples.dataApi();
      done(stores.dataApis().register(dataApi, key, change()));
      done(stores.dataApis().delete(dataApi.dataApiId(), change()));
      assertThat(stores.raw(ItemKey.ofDataApi(dataApi.dataApiId())))
          .doesNotContainKeys("ttl", "kind", "sort_key", "domain_kind")
          .containsKeys("deleted_at", "deleted_by", "domain");
    }
  }

  @Test
  void aDeletedKeyHasNoHashNoIdempotencyDataAndNoIndexKeys() {
    StoredKey created = Samples.key("orders", end, idempotencyKey().request());
    KeyId id = created.key().keyId();
    done(keys.create(created, change()));
    done(keys.extend(id, Duration.ofDays(1), LATEST, idempotencyKey(), change()));
    done(keys.rotate(id, new Rotation("lk", Samples.hash(id), LATEST), change()));
    done(keys.revoke(id, null, change()));
    assertThat(stores.raw(ItemKey.of(id)))
        .containsKeys("secret_hash", "previous_secret_hash", "creation_request", "ext_1", "ext_4");
    done(keys.delete(id, change()));
    assertThat(stores.raw(ItemKey.of(id)))
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
            "data_api_id",
            "domain_kind",
            "live")
        .containsKeys("deleted_at", "deleted_by", "change_id_3");
  }

  @Nested
  class Versions {
    @Test
    void countEveryChangeOfAKeyUpToItsDeletion() {
      done(keys.create(key, change()));
      assertVersion(ItemKey.of(keyId), 1, NOW);
      done(keys.extend(keyId, Duration.ofDays(1), LATEST, null, change(NOW.plusSeconds(1))));
      assertVersion(ItemKey.of(keyId), 2, NOW.plusSeconds(1));
      done(keys.revoke(keyId, null, change(NOW.plusSeconds(2))));
      assertVersion(ItemKey.of(keyId), 3, NOW.plusSeconds(2));
      keys.revoke(keyId, null, change(NOW.plusSeconds(3)));
      assertVersion(ItemKey.of(keyId), 3, NOW.plusSeconds(2));
      done(keys.delete(keyId, change(NOW.plusSeconds(4))));
      assertVersion(ItemKey.of(keyId), 4, NOW.plusSeconds(4));
    }

    @Test
    void startAgainWhenADataApiIsRegisteredAgain() {
      DataApi dataApi = Samples.dataApi();
      ItemKey item = ItemKey.ofDataApi(dataApi.dataApiId());
      done(stores.dataApis().register(dataApi, key, change()));
      done(stores.dataApis().delete(dataApi.dataApiId(), change(NOW.plusSeconds(1))));
      assertVersion(item, 2, NOW.plusSeconds(1));
      done(stores.dataApis().register(dataApi, Samples.key(), change(NOW.plusSeconds(2))));
      assertVersion(item, 1, NOW.plusSeconds(2));
    }

    private void assertVersion(ItemKey item, long revision, Instant changedAt) {
      assertThat(CommonItem.version(stores.item(item))).isEqualTo(new Version(revision, changedAt));
    }
  }

  @Nested
  class IndexKeys {
    @Test
    void ofAKeyNameItsDomainAndThatItIsLive() {
      done(keys.create(key, change()));
      assertThat(stores.item(ItemKey.of(keyId)).text("live")).isEqualTo("key");
      assertThat(stores.item(ItemKey.of(keyId)).text("kind")).isEqualTo("key");
      assertThat(stores.item(ItemKey.of(keyId)).text("domain_kind")).isEqualTo("sales#key");
    }

    @Test
    void ofADataApiNameItsDomainOnly() {
      DataApi dataApi = Samples.dataApi();
      done(stores.dataApis().register(dataApi, key, change()));
      Item item = stores.item(ItemKey.ofDataApi(dataApi.dataApiId()));
      assertThat(item.text("kind")).isEqualTo("data-api");
      assertThat(item.text("domain_kind")).isEqualTo("sales#data-api");
      assertThat(item.has("live")).isFalse();
      assertThat(stores.item(ItemKey.of(keyId)).text("domain_kind")).isEqualTo("sales#key");
    }

    @Test
    void ofARevokedKeyAreAllButLive() {
      done(keys.create(key, change()));
      done(keys.extend(keyId, Duration.ofDays(1), LATEST, null, change()));
      done(keys.edit(keyId, Samples.rename("new"), change()));
      done(keys.rotate(keyId, new Rotation("lk", Samples.hash(keyId), null), change()));
      assertThat(stores.raw(ItemKey.of(keyId))).containsKey("live");
      done(keys.revoke(keyId, null, change()));
      assertThat(stores.raw(ItemKey.of(keyId)))
          .doesNotContainKey("live")
          .containsKeys("kind", "sort_key", "data_api_id", "domain_kind");
    }

    @Test
    void ofADeletedKeyThatOnlyExpiredAreGone() {
      StoredKey expired = Samples.key("orders", NOW, null);
      ItemKey item = ItemKey.of(expired.key().keyId());
      done(keys.create(expired, change()));
      assertThat(stores.raw(item)).containsKey("live");
      done(keys.delete(expired.key().keyId(), change()));
      assertThat(stores.raw(item)).doesNotContainKeys("live", "domain_kind", "kind", "data_api_id");
    }
  }

  @Test
  void anOrdinaryKeyIsBelowOneKilobyte() {
    done(keys.create(key, new ChangeContext(UUID.randomUUID(), Samples.ADA, NOW)));
    assertThat(ItemSize.of(stores.item(ItemKey.of(keyId)))).isLessThan(1_024);
  }

  private static IdempotencyKey idempotencyKey() {
    return IdempotencyKey.of(
        "ada", "extend", "an-intent-of-mine", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Instant ttl() {
    return stores.item(ItemKey.of(keyId)).timeOrNull(Attributes.TTL);
  }
}
