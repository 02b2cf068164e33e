package dev.latchkey.dynamodb;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Samples.ADA;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.latchkey.key.Actor;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyEvent.FieldChange;
import dev.latchkey.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the stream tells of what TTL did, and of what was done past the API. */
class DescribeForeignChangeTest extends StreamTest {
  @Nested
  class ByTtl {
    @Test
    void expired() {
      done(keys.create(key, creation));
      stores.local().sweep(key.key().expiresAt().plus(Duration.ofDays(Stores.RETENTION_DAYS)));
      KeyEvent event = lastEvent();
      assertThat(event.kind()).isEqualTo(EventKind.EXPIRED);
      assertThat(event.by()).isEqualTo(new Actor("dynamodb.amazonaws.com", "DynamoDB TTL"));
      assertThat(event.changes()).contains(entry("name", new FieldChange("batch job", null)));
    }

    @Test
    void sweepingAnEventIsNone() {
      stores
          .events()
          .append(
              new KeyEvent("1", EventKind.EDITED, EventSubject.of(keyId), NOW, ADA, Map.of()), NOW);
      stores.local().sweep(NOW.plus(Duration.ofDays(Stores.EVENT_RETENTION_DAYS)));
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
      update("SET expires_at = :v", AttributeValue.fromN("4102444800"));
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
      update("SET secret_hash = :v", AttributeValue.fromB(SdkBytes.fromByteArray(planted)));
      assertThat(lastEvent().changes())
          .containsOnly(entry("secret", from("set", "set past the API")));
      update(
          "SET previous_secret_hash = :v", AttributeValue.fromB(SdkBytes.fromByteArray(planted)));
      assertThat(lastEvent().changes())
          .containsOnly(entry("previous_secret", set("set past the API")));
      assertThat(events().toString()).doesNotContain(HexFormat.of().formatHex(planted));
    }

    @Test
    void aPlantedSecretUnderAForgedChangeIsShownToo() {
      Item before = KeyItem.of(key, creation, Duration.ZERO);
      Item after = new Item(before.attributes()).put("secret_hash", Samples.hash(keyId).toBytes());
      new Stamp(EventKind.CREATED, creation).on(before);
      new Stamp(EventKind.EDITED, change()).on(after);
      StreamImage image = new StreamImage(before.attributes(), after.attributes(), "1", NOW, false);
      assertThat(DescribeChange.event(image).orElseThrow().changes())
          .containsOnly(entry("secret", from("set", "set past the API")));
    }

    @Test
    void aLiftedRevocationAndARaisedKeyAreShown() {
      done(keys.create(key, creation));
      done(keys.revoke(keyId, null, change()));
      update("REMOVE revoked_at, revoked_by_subject, revoked_by_name", null);
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes()).containsOnlyKeys("revoked_at", "revoked_by");
      done(keys.revoke(keyId, null, change()));
      done(keys.delete(keyId, change()));
      update("REMOVE deleted_at", null);
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes()).contains(entry("name", set("batch job")));
    }

    @Test
    void aMovedTtlIsShown() {
      done(keys.create(key, creation));
      update("SET #t = :v", AttributeValue.fromN("1"), Map.of("#t", "ttl"));
      assertThat(lastEvent().changes())
          .containsOnly(entry("ttl", from("2026-03-03T03:04:05Z", "1970-01-01T00:00:01Z")));
    }

    @Test
    void aRemovedItemIsAltered() {
      done(keys.create(key, creation));
      stores.client().deleteItem(r -> r.tableName(stores.table()).key(Keys.of(keyId)));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(lastEvent().changes())
          .contains(entry("name", new FieldChange("batch job", null)))
          .contains(entry("secret", new FieldChange("set", null)));
    }

    @Test
    void anItemPutByHandIsAltered() {
      Map<String, AttributeValue> item = new Item(Keys.ofKey("x")).put("name", "mine").attributes();
      stores.client().putItem(r -> r.tableName(stores.table()).item(item));
      assertThat(onlyEvent().kind()).isEqualTo(EventKind.ALTERED);
      assertThat(onlyEvent().changes()).containsOnly(entry("name", set("mine")));
    }

    @Test
    void valuesOfAnotherTypeHoldNothingUp() {
      AttributeValue list = AttributeValue.fromL(List.of(AttributeValue.fromN("1")));
      AttributeValue huge = AttributeValue.fromS("x".repeat(100_000));
      Map<String, AttributeValue> item =
          new Item(Keys.ofDataApi(""))
              .put("name", huge)
              .put("description", list)
              .put("expires_at", AttributeValue.fromN("1e100"))
              .put("created_at", AttributeValue.fromN("99999999999999999"))
              .put("previous_secret_until", AttributeValue.fromS("soon"))
              .put("routes", list)
              .put("prefix", "lk")
              .put("change_id", "forged")
              .put("change", "conquered")
              .attributes();
      KeyEvent event =
          DescribeChange.event(new StreamImage(Map.of(), item, "1", NOW, false)).orElseThrow();
      assertThat(event.kind()).isEqualTo(EventKind.ALTERED);

      assertThat(event.changes())
          .contains(entry("name", set("x".repeat(100_000))))
          .contains(entry("description", set("a value of type L")))
          .contains(entry("expires_at", set("1e100")))
          .contains(entry("created_at", set("99999999999999999")))
          .contains(entry("previous_secret_until", set("soon")))
          .contains(entry("routes", set("routes of another form")));
      stores.events().append(event, NOW);
    }

    private void update(String expression, @Nullable AttributeValue value) {
      update(expression, value, null);
    }

    private void update(
        String expression, @Nullable AttributeValue value, @Nullable Map<String, String> names) {
      stores
          .client()
          .updateItem(
              r ->
                  r.tableName(stores.table())
                      .key(Keys.of(keyId))
                      .updateExpression(expression)
                      .expressionAttributeNames(names)
                      .expressionAttributeValues(value == null ? null : Map.of(":v", value)));
    }
  }

  @Test
  void otherItemsAreNone() {
    Map<String, AttributeValue> other =
        Map.of("pk", AttributeValue.fromS("KEY#x"), "sk", AttributeValue.fromS("API"));
    assertThat(DescribeChange.event(new StreamImage(Map.of(), other, "1", NOW, false))).isEmpty();
  }
}
