package dev.latchkey.dynamodb;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Samples.ADA;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.latchkey.key.Actor;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.EventSubject;
import dev.latchkey.key.Extension;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyEvent;
import dev.latchkey.key.KeyEvent.FieldChange;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Patch;
import dev.latchkey.key.Rotation;
import dev.latchkey.key.Route;
import dev.latchkey.key.StoredKey;
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

/** Events of real stream records of real writes. */
class DescribeChangeTest {
  private static final Instant LATER = NOW.plus(Duration.ofDays(300));
  private static final String NOW_TEXT = "2026-01-02T03:04:05Z";

  private final Stores stores = Stores.create();
  private final DynamoDbKeyStore keys = stores.keys();
  private final StoredKey key = Samples.key("orders");
  private final KeyId keyId = key.key().keyId();
  private final Change creation = change();

  @Nested
  class Own {
    @Test
    void created() {
      done(keys.create(key, creation));
      KeyEvent event = onlyEvent();
      assertThat(event.kind()).isEqualTo(EventKind.CREATED);
      assertThat(event.subject()).isEqualTo(EventSubject.of(keyId));
      assertThat(event.by()).isEqualTo(ADA);
      assertThat(event.at()).isEqualTo(NOW);
      assertThat(event.eventId()).hasSize(40).containsOnlyDigits();
      assertThat(event.changes())
          .containsOnly(
              entry("data_api_id", set("orders")),
              entry("name", set("batch job")),
              entry("description", set("Reads at night")),
              entry("hint", set(key.key().hint())),
              entry("created_at", set(NOW_TEXT)),
              entry("created_by", set("Ada")),
              entry("expires_at", set("2026-02-01T03:04:05Z")));
    }

    @Test
    void extended() {
      done(keys.create(key, creation));
      done(keys.extend(keyId, new Extension(1, LATER, null), change(NOW.plusSeconds(9))));
      KeyEvent event = lastEvent();
      assertThat(event.kind()).isEqualTo(EventKind.EXTENDED);
      assertThat(event.at()).isEqualTo(NOW.plusSeconds(9));
      assertThat(event.changes())
          .containsOnly(entry("expires_at", from("2026-02-01T03:04:05Z", "2026-02-02T03:04:05Z")));
    }

    @Test
    void edited() {
      done(keys.create(key, creation));
      done(keys.edit(keyId, new KeyEdit("nightly", new Patch<>(null), null), change()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.EDITED);
      assertThat(lastEvent().changes())
          .containsOnly(
              entry("name", from("batch job", "nightly")),
              entry("description", new FieldChange("Reads at night", null)));
    }

    @Test
    void editedToWhatItWasIsAnEventToo() {
      done(keys.create(key, creation));
      done(keys.edit(keyId, new KeyEdit("batch job", null, null), change()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.EDITED);
      assertThat(lastEvent().changes()).isEmpty();
    }

    @Test
    void rotatedShowsNoSecret() {
      done(keys.create(key, creation));
      Rotation rotation = new Rotation("nx", Samples.hash(keyId), NOW.plus(Duration.ofDays(90)));
      done(keys.rotate(keyId, rotation, change()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.ROTATED);
      assertThat(lastEvent().changes())
          .containsOnly(
              entry("rotated_at", set(NOW_TEXT)),
              entry("hint", from(key.key().hint(), keyId.hint("nx"))),
              entry("previous_secret_until", set("2026-02-01T03:04:05Z")));
    }

    @Test
    void revoked() {
      done(keys.create(key, creation));
      done(keys.revoke(keyId, "leaked", change()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.REVOKED);
      assertThat(lastEvent().changes())
          .containsOnly(
              entry("revoked_at", set(NOW_TEXT)),
              entry("revoked_by", set("Ada")),
              entry("revoke_reason", set("leaked")));
    }

    @Test
    void deletedAndItsSweepIsNoEvent() {
      done(keys.create(key, creation));
      done(keys.revoke(keyId, null, change()));
      done(keys.delete(keyId, change()));
      assertThat(stores.local().sweep(NOW)).isEqualTo(1);
      assertThat(events())
          .extracting(KeyEvent::kind)
          .containsExactly(EventKind.CREATED, EventKind.REVOKED, EventKind.DELETED);
      assertThat(lastEvent().changes())
          .contains(entry("name", new FieldChange("batch job", null)))
          .doesNotContainKeys("secret", "ttl");
    }

    @Test
    void createdAnewAfterItsDeletion() {
      done(keys.create(Samples.key("orders", NOW, null), creation));
      StoredKey expired = Samples.key("orders", NOW, null);
      done(keys.create(expired, change()));
      done(keys.delete(expired.key().keyId(), change()));
      done(keys.create(expired, change()));
      assertThat(lastEvent().kind()).isEqualTo(EventKind.CREATED);
      assertThat(lastEvent().changes()).contains(entry("name", set("batch job")));
    }

    @Test
    void ofADataApi() {
      DataApi dataApi = Samples.dataApi();
      String id = dataApi.dataApiId();
      DynamoDbDataApiStore dataApis = stores.dataApis();
      List<Route> routes = List.of(new Route("orders", "*", "GET", "/"));
      done(dataApis.register(dataApi, Samples.key(id), change()));
      done(dataApis.edit(id, new DataApiEdit(null, routes), change()));
      done(dataApis.delete(id, change()));
      List<KeyEvent> events =
          events().stream().filter(it -> it.subject().equals(EventSubject.ofDataApi(id))).toList();
      assertThat(events)
          .extracting(KeyEvent::kind)
          .containsExactly(EventKind.REGISTERED, EventKind.EDITED, EventKind.DELETED);
      assertThat(events.get(0).changes())
          .containsOnly(
              entry("domain", set("sales")),
              entry("dataset", set("orders")),
              entry("description", set("All orders")),
              entry("routes", new FieldChange(null, dataApi.routes())),
              entry("created_at", set(NOW_TEXT)),
              entry("created_by", set("Ada")));
      assertThat(events.get(1).changes())
          .containsOnly(entry("routes", new FieldChange(dataApi.routes(), routes)));
      assertThat(events.get(2).changes()).contains(entry("routes", new FieldChange(routes, null)));
    }
  }

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
          .append(new KeyEvent("1", EventKind.EDITED, EventSubject.of(keyId), NOW, ADA, Map.of()));
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
      assertThat(lastEvent().changes()).containsOnlyKeys("ttl");
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
          .contains(entry("name", set("x".repeat(4_096) + "…")))
          .contains(entry("description", set("a value of type L")))
          .contains(entry("expires_at", set("1e100")))
          .contains(entry("created_at", set("99999999999999999")))
          .contains(entry("previous_secret_until", set("soon")))
          .contains(entry("routes", set("routes of another form")));
      stores.events().append(event);
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

  private List<KeyEvent> events() {
    return StreamOf.table(stores).stream()
        .flatMap(image -> DescribeChange.event(image).stream())
        .toList();
  }

  private KeyEvent lastEvent() {
    List<KeyEvent> events = events();
    return events.get(events.size() - 1);
  }

  private KeyEvent onlyEvent() {
    assertThat(events()).hasSize(1);
    return lastEvent();
  }

  private static FieldChange set(Object to) {
    return new FieldChange(null, to);
  }

  private static FieldChange from(Object from, Object to) {
    return new FieldChange(from, to);
  }
}
