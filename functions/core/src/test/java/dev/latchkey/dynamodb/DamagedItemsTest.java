package dev.latchkey.dynamodb;

import static dev.latchkey.memory.Outcomes.done;
import static dev.latchkey.memory.Samples.NOW;
import static dev.latchkey.memory.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.Extension;
import dev.latchkey.key.KeyEdit;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Patch;
import dev.latchkey.key.Rotation;
import dev.latchkey.key.StoredKey;
import dev.latchkey.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Of what somebody damaged past the API nothing is changed that could not be answered. */
class DamagedItemsTest {
  private static final Stores STORES = Stores.createAnywhere();
  private static final AttributeValue TEXT = AttributeValue.fromS("soon");
  private static final AttributeValue NUMBER = AttributeValue.fromN("7");
  private static final AttributeValue FAR = AttributeValue.fromN("1e30");

  /** What has to be there, each with what may be there in its place. */
  private static final Map<String, AttributeValue> OF_KEYS =
      Map.of(
          "data_api_id", AttributeValue.fromS("else"),
          "name", NUMBER,
          "prefix", NUMBER,
          "created_at", FAR,
          "created_by_subject", NUMBER,
          "created_by_name", NUMBER,
          "expires_at", TEXT,
          "revoked_at", TEXT,
          "rotated_at", FAR,
          "previous_secret_until", FAR);

  static Stream<Arguments> changes() {
    return Stream.<Named<BiFunction<DynamoDbKeyStore, KeyId, Outcome<?, ?>>>>of(
            Named.of("extend", (keys, id) -> keys.extend(id, extension(), change())),
            Named.of("rename", (keys, id) -> keys.edit(id, edit(null), change())),
            Named.of("end", (keys, id) -> keys.edit(id, edit(NOW.plusSeconds(9)), change())),
            Named.of("rotate", (keys, id) -> keys.rotate(id, rotation(id, NOW), change())),
            Named.of("rotate at once", (keys, id) -> keys.rotate(id, rotation(id, null), change())),
            Named.of("revoke", (keys, id) -> keys.revoke(id, "leaked", change())))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeOfADamagedKeyIsAnsweredOrNotMade(
      BiFunction<DynamoDbKeyStore, KeyId, Outcome<?, ?>> change) {
    for (String attribute : OF_KEYS.keySet()) {
      for (AttributeValue value : new @Nullable AttributeValue[] {null, OF_KEYS.get(attribute)}) {
        KeyId keyId = create();
        STORES.damage(Keys.of(keyId), attribute, value);
        Map<String, AttributeValue> before = raw(Keys.of(keyId));
        Outcome<?, ?> outcome;
        try {
          outcome = change.apply(STORES.keys(), keyId);
        } catch (RuntimeException unreadable) {
          assertThat(raw(Keys.of(keyId))).as("%s = %s", attribute, value).isEqualTo(before);
          continue;
        }
        assertThat(raw(Keys.of(keyId)).equals(before))
            .as("%s = %s: %s", attribute, value, outcome)
            .isEqualTo(outcome instanceof Outcome.Refused);
      }
    }
  }

  @Test
  void partsOfASecondAreNoDamage() {
    KeyId keyId = create();
    STORES.damage(
        Keys.of(keyId), "expires_at", AttributeValue.fromN(NOW.getEpochSecond() + 60 + ".5"));
    assertThat(done(STORES.keys().revoke(keyId, null, change())).expiresAt())
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aDamagedDataApiIsNotEdited() {
    for (String attribute : new String[] {"domain", "dataset", "created_at", "routes"}) {
      DataApi dataApi = Samples.dataApi(Samples.dataApiId());
      done(STORES.dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), change()));
      Map<String, AttributeValue> key = Keys.ofDataApi(dataApi.dataApiId());
      STORES.damage(key, attribute, null);
      Map<String, AttributeValue> before = raw(key);
      DataApiEdit edit = new DataApiEdit(new Patch<>("new"), null);
      assertThatThrownBy(() -> STORES.dataApis().edit(dataApi.dataApiId(), edit, change()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(raw(key)).as(attribute).isEqualTo(before);
    }
  }

  private static Extension extension() {
    return new Extension(1, NOW.plus(Duration.ofDays(99)), null);
  }

  private static KeyEdit edit(@Nullable Instant end) {
    return new KeyEdit("new", new Patch<>(null), end);
  }

  private static Rotation rotation(KeyId keyId, @Nullable Instant graceUntil) {
    return new Rotation("lk", Samples.hash(keyId), graceUntil);
  }

  private static KeyId create() {
    StoredKey key = Samples.key("orders");
    done(STORES.keys().create(key, change()));
    return key.key().keyId();
  }

  private static Map<String, AttributeValue> raw(Map<String, AttributeValue> key) {
    return STORES
        .client()
        .getItem(r -> r.tableName(STORES.table()).key(key).consistentRead(true))
        .item();
  }
}
