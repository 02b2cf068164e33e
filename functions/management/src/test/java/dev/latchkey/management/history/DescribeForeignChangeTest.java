package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.core.memory.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests the events of TTL and of out-of-band changes. */
class DescribeForeignChangeTest extends StreamTest {
  @Nested
  class ByTtl {
    @Test
    void expired() {
      done(keys.create(key, creation));
      stores.local().sweep(key.key().expiresAt().plus(Duration.ofDays(TestStores.RETENTION_DAYS)));
      KeyEvent event = lastEvent();
      assertThat(event.kind()).isEqualTo(EventKind.REMOVED);
      assertThat(event.by()).isEqualTo(new Actor("dynamodb.amazonaws.com", "DynamoDB TTL"));
      assertThat(event.changes()).contains(entry("name", new FieldChange("batch job", null)));
    }

    @Test
    void sweepingAnEventIsNone() {
      stores
          .events()
          .append(
              new KeyEvent(
                  "1", EventKind.EDITED, EventTarget.of(keyId), "sales", NOW, ADA, Map.of()),
              NOW);
      stores.local().sweep(NOW.plus(Duration.ofDays(TestStores.EVENT_RETENTION_DAYS)));
      assertThat(StreamOf.table(stores)).hasSize(2);
      assertThat(events()).isEmpty();
    }
  }

  @Nested
  class PastTheApi {
    private static final Actor UNKNOWN = new Actor("unknown", "unknown");

    @Test
    void anAlteredFieldIsShown() {
      done(keys.create(key, creation));
      damage("expires_at", AttributeValue.fromN("4102444800"));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().by()).isEqualTo(UNKNOWN);
      assertThat(lastEvent().at()).isAfter(Instant.parse("2026-01-03T00:00:00Z"));
      assertThat(lastEvent().changes())
          .containsOnly(entry("expires_at", from("2026-02-01T03:04:05Z", "2100-01-01T00:00:00Z")));
    }

    @Test
    void aPlantedSecretIsShownWithoutIt() {
      done(keys.create(key, creation));
      byte[] planted = Samples.hash(keyId).toBytes();
      damage("secret_hash", AttributeValue.fromB(SdkBytes.fromByteArray(planted)));
      assertThat(lastEvent().changes())
          .containsOnly(entry("secret", from("set", "set out of band")));
      damage("previous_secret_hash", AttributeValue.fromB(SdkBytes.fromByteArray(planted)));
      assertThat(lastEvent().changes())
          .containsOnly(entry("previous_secret", set("set out of band")));
      assertThat(events().toString()).doesNotContain(HexFormat.of().formatHex(planted));
    }

    @Test
    void aPlantedSecretUnderAForgedChangeIsShownToo() {
      Item before = KeyItem.of(key, creation, Duration.ZERO);
      Item after =
          new Item(new HashMap<>(before.values()))
              .put("secret_hash", Samples.hash(keyId).toBytes());
      new WriteMetadata(EventKind.CREATED, creation).on(before);
      new WriteMetadata(EventKind.EDITED, change()).on(after);
      ItemChange image = new ItemChange(before, after, "1", NOW, false);
      assertThat(DescribeChange.event(image).orElseThrow().changes())
          .containsOnly(entry("secret", from("set", "set out of band")));
    }

    @Test
    void aLiftedRevocationAndARaisedKeyAreShown() {
      done(keys.create(key, creation));
      done(keys.revoke(keyId, null, change()));
      damage("state", AttributeValue.fromM(Map.of()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes()).containsOnlyKeys("revoked_at", "revoked_by");
      done(keys.revoke(keyId, null, change()));
      done(keys.delete(keyId, change()));
      damage("deleted_at", null);
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes()).contains(entry("name", set("batch job")));
    }

    @Test
    void aMovedTtlIsShown() {
      done(keys.create(key, creation));
      damage("ttl", AttributeValue.fromN("1"));
      assertThat(lastEvent().changes())
          .containsOnly(entry("ttl", from("2026-03-03T03:04:05Z", "1970-01-01T00:00:01Z")));
    }

    @Test
    void aRemovedItemIsAltered() {
      done(keys.create(key, creation));
      stores
          .client()
          .deleteItem(r -> r.tableName(stores.table()).key(AttributeValues.of(ItemKey.of(keyId))));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes())
          .contains(entry("name", new FieldChange("batch job", null)))
          .contains(entry("secret", new FieldChange("set", null)));
    }

    @Test
    void anItemPutByHandIsAltered() {
      Item item = new Item().put("pk", "KEY#x").put("sk", "KEY").put("about.name", "mine");
      stores.client().putItem(r -> r.tableName(stores.table()).item(AttributeValues.of(item)));
      assertThat(onlyEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(onlyEvent().changes()).containsOnly(entry("name", set("mine")));
    }

    @Test
    void valuesOfAnUnexpectedTypeDoNotBlockTheStream() {
      List<Integer> list = List.of(1);
      BigDecimal far = new BigDecimal("1e100");
      Item item =
          new Item()
              .put("pk", "API#")
              .put("sk", "API")
              .put("domain", list)
              .put("about.name", "x".repeat(100_000))
              .put("about.description", list)
              .put("about.dataset", Set.of("a"))
              .put("about.created_at", 99_999_999_999_999_999L)
              .put("about.created_by", list)
              .put("about.routes", list)
              .put("about.prefix", "lk")
              .put("expires_at", far)
              .put("state.revoked_by.name", Item.NULL)
              .put("state.previous_secret_until", "soon")
              .put("change_id", "forged")
              .put("change", "conquered");
      KeyEvent event =
          DescribeChange.event(new ItemChange(new Item(), item, "1", NOW, false)).orElseThrow();
      assertThat(event.kind()).isEqualTo(EventKind.ALTERED);
      assertThat(event.domain()).isNull();
      assertThat(event.changes())
          .contains(entry("name", set("x".repeat(100_000))))
          .contains(entry("description", set("description in an unknown format")))
          .contains(entry("domain", set("a value of an unexpected type")))
          .contains(entry("dataset", set("a value of an unexpected type")))
          .contains(entry("revoked_by", set("a value of an unexpected type")))
          .doesNotContainKey("created_by")
          .contains(entry("expires_at", set(far.toPlainString())))
          .contains(entry("created_at", set("99999999999999999")))
          .contains(entry("previous_secret_until", set("soon")))
          .contains(entry("routes", set("routes in an unknown format")));
      stores.events().append(event, NOW);
    }

    private void damage(String path, @Nullable AttributeValue value) {
      stores.damage(ItemKey.of(keyId), path, value);
    }
  }

  @Test
  void otherItemsAreNone() {
    Item other = new Item().put("pk", "KEY#x").put("sk", "API");
    assertThat(DescribeChange.event(new ItemChange(new Item(), other, "1", NOW, false))).isEmpty();
  }
}
