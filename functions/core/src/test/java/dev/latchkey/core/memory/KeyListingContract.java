package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link KeyStore} for listings. */
public abstract class KeyListingContract {
  private final String dataApiId = Samples.dataApiId();

  /** Returns the store under test. */
  protected abstract KeyStore keys();

  @Test
  void newestFirstAlsoWithinASecond() {
    KeyId first = create(0);
    KeyId second = create(1);
    KeyId third = create(1_001);
    assertThat(walk(all(), 50)).extracting(ApiKey::keyId).containsExactly(third, second, first);
  }

  @Test
  void showsWhatFindShows() {
    KeyId keyId = create(0);
    done(keys().revoke(keyId, "leaked", change()));
    assertThat(walk(all(), 50)).containsExactly(keys().find(keyId).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void eachKeyAppearsOnceForAnyPageSize(int limit) {
    List<KeyId> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(0, create(i));
    }
    assertThat(walk(all(), limit)).extracting(ApiKey::keyId).containsExactlyElementsOf(created);
  }

  @Test
  void onlyTheNamedDataApisKeys() {
    create(0);
    done(keys().create(Samples.key(Samples.dataApiId()), change()));
    assertThat(walk(all(), 50)).hasSize(1);
  }

  @Test
  void ofAllDataApisTogether() {
    KeyId mine = create(0);
    StoredKey other = Samples.key();
    done(keys().create(other, change()));
    assertThat(walk(new KeyQuery(null, null, NOW), 50))
        .extracting(ApiKey::keyId)
        .contains(mine, other.key().keyId());
  }

  @ParameterizedTest
  @EnumSource(KeyStatus.class)
  void onlyTheStatusAskedFor(KeyStatus status) {
    for (int i = 0; i < 12; i++) {
      KeyId keyId = create(i, i % 3 == 0 ? -1 : 100);
      if (i % 4 == 1) {
        done(keys().revoke(keyId, null, change()));
      }
      if (i % 4 == 2) {
        keys().suspend(keyId, null, change());
      }
    }
    List<KeyId> expected =
        walk(all(), 50).stream()
            .filter(key -> key.status(NOW) == status)
            .map(ApiKey::keyId)
            .toList();
    assertThat(expected).isNotEmpty();
    for (int limit : new int[] {1, 2, 5, 50}) {
      assertThat(walk(new KeyQuery(dataApiId, status, NOW), limit))
          .extracting(ApiKey::keyId)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void judgesAtTheGivenInstant() {
    create(0, 0);
    assertThat(walk(new KeyQuery(dataApiId, KeyStatus.EXPIRED, NOW), 50)).hasSize(1);
    assertThat(walk(new KeyQuery(dataApiId, KeyStatus.ACTIVE, NOW.minusSeconds(1)), 50)).hasSize(1);
  }

  @Test
  void deletedKeysAreGone() {
    KeyId keyId = create(0, -1);
    done(keys().delete(keyId, change()));
    assertThat(walk(all(), 50)).isEmpty();
  }

  @Test
  void anActiveKeyIsNoticedBehindManyOthers() {
    create(0, 1);
    for (int i = 1; i < 20; i++) {
      create(i, -1);
    }
    assertThat(keys().anyLive(dataApiId, NOW)).isTrue();
    assertThat(keys().anyLive(dataApiId, NOW.plusSeconds(1))).isFalse();
    assertThat(keys().anyLive(Samples.dataApiId(), NOW)).isFalse();
  }

  @Test
  void aSuspendedKeyIsInUse() {
    KeyId keyId = create(0, 1);
    done(keys().suspend(keyId, null, change()));
    assertThat(keys().anyLive(dataApiId, NOW)).isTrue();
    assertThat(keys().anyLive(dataApiId, NOW.plusSeconds(1))).isFalse();
  }

  @Test
  void aLiveKeyWithoutAClaimIsNoticed() {
    KeyId with = create(0, 10);
    done(keys().edit(with, claims(Map.of("region", "eu")), change()));
    create(1, -1);
    assertThat(keys().anyLiveWithout("region", dataApiId, NOW)).isFalse();
    assertThat(keys().anyLiveWithout("team", dataApiId, NOW)).isTrue();
    assertThat(keys().anyLiveWithout("region", Samples.dataApiId(), NOW)).isFalse();
    KeyId without = create(2, 10);
    assertThat(keys().anyLiveWithout("region", dataApiId, NOW)).isTrue();
    done(keys().suspend(without, null, change()));
    assertThat(keys().anyLiveWithout("region", dataApiId, NOW)).isTrue();
    done(keys().revoke(without, null, change()));
    assertThat(keys().anyLiveWithout("region", dataApiId, NOW)).isFalse();
  }

  private static KeyEdit claims(Map<String, String> claims) {
    return new KeyEdit(FieldEdits.NONE.set(KeyFields.CLAIMS, claims), null);
  }

  private KeyQuery all() {
    return new KeyQuery(dataApiId, null, NOW);
  }

  private KeyId create(long millisLater) {
    return create(millisLater, Duration.ofDays(30).toSeconds());
  }

  private KeyId create(long millisLater, long secondsToLive) {
    StoredKey key = Samples.key(dataApiId, NOW.plusSeconds(secondsToLive), null);
    done(keys().create(key, change(NOW.plusMillis(millisLater))));
    return key.key().keyId();
  }

  private List<ApiKey> walk(KeyQuery query, int limit) {
    List<ApiKey> keys = new ArrayList<>();
    String next = null;
    do {
      Page<ApiKey> page = keys().list(query, new Page.Request(limit, next));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      keys.addAll(page.items());
      next = page.next();
    } while (next != null);
    return keys;
  }
}
