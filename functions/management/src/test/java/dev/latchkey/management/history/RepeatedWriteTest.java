package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static dev.latchkey.core.memory.WriteResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.DataApiStore.Registration;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.LostResponse;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests a successful write that the SDK repeats because the response was lost. */
class RepeatedWriteTest {
  private static final Instant LATEST = NOW.plus(Duration.ofDays(365));
  private static final Duration WEEK = Duration.ofDays(7);

  private final TestStores stores = TestStores.create();
  private final DynamoDbKeyStore others = stores.keys();
  private final StoredKey key = Samples.key();
  private final KeyId keyId = key.key().keyId();
  private final Instant weekLater = key.key().expiresAt().plus(Duration.ofDays(7));

  @Test
  void anExtendCountsOnce() {
    done(others.create(key, change()));
    LostResponse lost = new LostResponse(() -> {});
    ApiKey extended = done(stores.with(lost).keys().extend(keyId, WEEK, LATEST, null, change()));
    assertThat(lost.tries()).isEqualTo(2);
    assertThat(extended.expiresAt()).isEqualTo(weekLater);
    assertThat(others.find(keyId)).contains(extended);
    assertThat(events()).containsExactly(EventKind.CREATED, EventKind.EXTENDED);
  }

  @Test
  void anExtendCountsOnceWithThreeOtherChangesBetween() {
    done(others.create(key, change()));
    LostResponse lost =
        new LostResponse(
            () -> {
              done(others.edit(keyId, Samples.rename("one"), change()));
              done(others.extend(keyId, WEEK, LATEST, null, change()));
              done(others.edit(keyId, Samples.rename("three"), change()));
            });
    ApiKey extended = done(stores.with(lost).keys().extend(keyId, WEEK, LATEST, null, change()));
    assertThat(extended.expiresAt()).isEqualTo(weekLater.plus(Duration.ofDays(7)));
    assertThat(others.find(keyId)).contains(extended);
    assertThat(events()).hasSize(5);
  }

  @Test
  void anEditDoesNotUndoAnotherOneThatCameBetween() {
    done(others.create(key, change()));
    LostResponse lost =
        new LostResponse(() -> done(others.edit(keyId, Samples.rename("theirs"), change())));
    KeyEdit mine = Samples.rename("mine");
    assertThat(name(done(stores.with(lost).keys().edit(keyId, mine, change()))))
        .isEqualTo("theirs");
    assertThat(name(others.find(keyId).orElseThrow())).isEqualTo("theirs");
  }

  @Test
  void anExtendOfAKeyRevokedBetweenIsDoneAndStaysRevoked() {
    done(others.create(key, change()));
    LostResponse lost = new LostResponse(() -> done(others.revoke(keyId, "leaked", change())));
    ApiKey extended = done(stores.with(lost).keys().extend(keyId, WEEK, LATEST, null, change()));
    assertThat(extended.expiresAt()).isEqualTo(weekLater);
    assertThat(extended.revocation()).isNotNull();
  }

  @Test
  void aChangeOfAKeyDeletedBetweenFindsNone() {
    done(others.create(key, change()));
    LostResponse lost =
        new LostResponse(
            () -> {
              done(others.revoke(keyId, null, change()));
              done(others.delete(keyId, change()));
            });
    assertThat(refused(stores.with(lost).keys().extend(keyId, WEEK, LATEST, null, change())))
        .isEmpty();
    assertThat(others.lookup(keyId)).isInstanceOf(LookupResult.Deleted.class);
  }

  @Test
  void aRotationIsNotRotatedAway() {
    done(others.create(key, change()));
    SecretHash fresh = Samples.hash(keyId);
    Rotation rotation = new Rotation("lk", fresh, NOW.plusSeconds(3_600));
    done(stores.with(new LostResponse(() -> {})).keys().rotate(keyId, rotation, change()));
    StoredKey stored = ((LookupResult.Found) others.lookup(keyId)).stored();
    assertThat(stored.accepts(fresh, NOW)).isTrue();
    assertThat(stored.accepts(key.hash(), NOW)).isTrue();
  }

  @Test
  void creatingRevokingAndDeletingAreDone() {
    done(stores.with(new LostResponse(() -> {})).keys().create(key, change()));
    done(stores.with(new LostResponse(() -> {})).keys().revoke(keyId, "leaked", change()));
    assertThat(done(stores.with(new LostResponse(() -> {})).keys().delete(keyId, change())))
        .isEqualTo(keyId);
    assertThat(events()).containsExactly(EventKind.CREATED, EventKind.REVOKED, EventKind.DELETED);
  }

  @Test
  void aRegistrationIsDone() {
    DataApi dataApi = Samples.dataApi();
    Registration done =
        done(
            stores
                .with(new LostResponse(() -> {}))
                .dataApis()
                .register(dataApi, Samples.key(dataApi.dataApiId()), change()));
    assertThat(done.dataApi()).isEqualTo(dataApi);
    assertThat(others.find(done.firstKey().keyId())).contains(done.firstKey());
    assertThat(events()).containsExactlyInAnyOrder(EventKind.REGISTERED, EventKind.CREATED);
  }

  private static @Nullable String name(ApiKey key) {
    return key.fields().get(KeyFields.NAME);
  }

  private List<EventKind> events() {
    return StreamOf.table(stores).stream()
        .flatMap(image -> DescribeChange.event(image).stream())
        .map(KeyEvent::kind)
        .toList();
  }
}
