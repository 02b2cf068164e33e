package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/**
 * Tests that changes of items damaged out of band either succeed with a response or change nothing.
 */
class DamagedItemsTest {
  private static final TestStores STORES = TestStores.createAnywhere();
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LATEST = NOW.plus(Duration.ofDays(99));
  private static final AttributeValue TEXT = AttributeValue.fromS("soon");
  private static final AttributeValue NUMBER = AttributeValue.fromN("7");
  private static final AttributeValue FAR = AttributeValue.fromN("1e30");

  /** The required attributes, each with an invalid value. */
  private static final Map<String, AttributeValue> OF_KEYS =
      Map.ofEntries(
          entry("data_api_id", AttributeValue.fromS("else")),
          entry("domain", NUMBER),
          entry("revision", TEXT),
          entry("changed_at", FAR),
          entry("expires_at", FAR),
          entry("about", NUMBER),
          entry("about.name", NUMBER),
          entry("about.description", NUMBER),
          entry("about.prefix", NUMBER),
          entry("about.registration", NUMBER),
          entry("about.created_at", FAR),
          entry("about.created_by", NUMBER),
          entry("about.created_by.subject", NUMBER),
          entry("about.created_by.name", NUMBER),
          entry("state", NUMBER),
          entry("state.suspended_at", TEXT),
          entry("state.revoked_at", TEXT),
          entry("state.rotated_at", FAR),
          entry("state.previous_secret_until", FAR),
          entry("state.previous_expires_at", FAR));

  static Stream<Arguments> changes() {
    return Stream.<Named<BiFunction<DynamoDbKeyStore, KeyId, WriteResult<?, ?>>>>of(
            Named.of("extend", (keys, id) -> keys.extend(id, DAY, LATEST, null, change())),
            Named.of("rename", (keys, id) -> keys.edit(id, edit(null), change())),
            Named.of("end", (keys, id) -> keys.edit(id, edit(NOW.plusSeconds(9)), change())),
            Named.of("rotate", (keys, id) -> keys.rotate(id, rotation(id, NOW), change())),
            Named.of("rotate at once", (keys, id) -> keys.rotate(id, rotation(id, null), change())),
            Named.of("suspend", (keys, id) -> keys.suspend(id, "unpaid", change())),
            Named.of("revoke", (keys, id) -> keys.revoke(id, "leaked", change())))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeOfADamagedKeyGetsAResponseOrIsRefused(
      BiFunction<DynamoDbKeyStore, KeyId, WriteResult<?, ?>> change) {
    for (String attribute : OF_KEYS.keySet()) {
      for (AttributeValue value : new @Nullable AttributeValue[] {null, OF_KEYS.get(attribute)}) {
        KeyId keyId = create();
        STORES.damage(ItemKey.of(keyId), attribute, value);
        Map<String, AttributeValue> before = STORES.raw(ItemKey.of(keyId));
        WriteResult<?, ?> result;
        try {
          result = change.apply(STORES.keys(), keyId);
        } catch (RuntimeException unreadable) {
          assertThat(STORES.raw(ItemKey.of(keyId)))
              .as("%s = %s", attribute, value)
              .isEqualTo(before);
          continue;
        }
        assertThat(STORES.raw(ItemKey.of(keyId)).equals(before))
            .as("%s = %s: %s", attribute, value, result)
            .isEqualTo(result instanceof WriteResult.Refused);
      }
    }
  }

  @Test
  void aDamagedRevokedKeyCanBeDeleted() {
    for (String path : OF_KEYS.keySet()) {
      KeyId keyId = create();
      done(STORES.keys().revoke(keyId, null, change()));
      STORES.damage(ItemKey.of(keyId), path, null);
      ChangeContext afterItsEnd = change(LATEST);
      assertThat(STORES.keys().delete(keyId, afterItsEnd))
          .as(path)
          .isEqualTo(new WriteResult.Done<>(keyId));
      assertThat(STORES.keys().lookup(keyId)).as(path).isInstanceOf(LookupResult.Deleted.class);
    }
  }

  @Test
  void partsOfASecondAreNoDamage() {
    KeyId keyId = create();
    STORES.damage(
        ItemKey.of(keyId), "expires_at", AttributeValue.fromN(NOW.getEpochSecond() + 60 + ".5"));
    assertThat(done(STORES.keys().revoke(keyId, null, change())).expiresAt())
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aDamagedDataApiIsNotEdited() {
    for (String attribute :
        List.of("domain", "revision", "about.dataset", "about.created_at", "about.routes")) {
      DataApi dataApi = Samples.dataApi(Samples.dataApiId());
      done(STORES.dataApis().register(dataApi, Samples.key(dataApi.dataApiId()), change()));
      ItemKey key = ItemKey.ofDataApi(dataApi.dataApiId());
      STORES.damage(key, attribute, null);
      Map<String, AttributeValue> before = STORES.raw(key);
      FieldEdits edit = FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "new");
      assertThatThrownBy(() -> STORES.dataApis().edit(dataApi.dataApiId(), edit, change()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(STORES.raw(key)).as(attribute).isEqualTo(before);
    }
  }

  private static KeyEdit edit(@Nullable Instant end) {
    return new KeyEdit(
        FieldEdits.NONE.set(KeyFields.NAME, "new").clear(KeyFields.DESCRIPTION), end);
  }

  private static Rotation rotation(KeyId keyId, @Nullable Instant graceUntil) {
    return new Rotation("lk", Samples.hash(keyId), graceUntil);
  }

  private static KeyId create() {
    StoredKey key = Samples.key("orders");
    done(STORES.keys().create(key, change()));
    return key.key().keyId();
  }
}
