package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyFilter;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LabelFilter;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Creation;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
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
    assertThat(keys().anyLiveWithout(List.of("region"), dataApiId, NOW)).isFalse();
    assertThat(keys().anyLiveWithout(List.of("team"), dataApiId, NOW)).isTrue();
    assertThat(keys().anyLiveWithout(List.of("region", "team"), dataApiId, NOW)).isTrue();
    assertThat(keys().anyLiveWithout(List.of("region"), Samples.dataApiId(), NOW)).isFalse();
    KeyId without = create(2, 10);
    assertThat(keys().anyLiveWithout(List.of("region"), dataApiId, NOW)).isTrue();
    done(keys().suspend(without, null, change()));
    assertThat(keys().anyLiveWithout(List.of("region"), dataApiId, NOW)).isTrue();
    done(keys().revoke(without, null, change()));
    assertThat(keys().anyLiveWithout(List.of("region"), dataApiId, NOW)).isFalse();
  }

  @Test
  void filtersAreMetTogether() {
    String other = Samples.dataApiId();
    List<KeyId> own = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      own.add(create(i, i % 2 == 0 ? dataApiId : other));
    }
    Map<UnaryOperator<KeyFilter>, Predicate<ApiKey>> filters = new LinkedHashMap<>();
    filters.put(
        it -> labels(it, new LabelFilter(other, it.labels().owner(), it.labels().tags())),
        key -> key.dataApiId().equals(other));
    filters.put(
        it -> labels(it, new LabelFilter(it.labels().domain(), "é", it.labels().tags())),
        key -> "é".equals(key.fields().get(KeyFields.OWNER)));
    filters.put(
        it -> labels(it, new LabelFilter(it.labels().domain(), it.labels().owner(), BOTH)),
        key -> BOTH.equals(key.fields().get(KeyFields.TAGS)));
    filters.put(
        it -> new KeyFilter(it.labels(), "Bob", it.createdBefore(), it.expiresBefore()),
        key -> key.creation().by().name().equals("Bob"));
    filters.put(
        it -> it.createdBefore(NOW.plusSeconds(15)),
        key -> key.creation().at().isBefore(NOW.plusSeconds(15)));
    filters.put(
        it -> new KeyFilter(it.labels(), it.createdBy(), it.createdBefore(), NOW.plusSeconds(9)),
        key -> key.expiresAt().isBefore(NOW.plusSeconds(9)));
    filters.forEach(
        (one, isOne) ->
            filters.forEach(
                (two, isTwo) ->
                    assertLists(own, two.apply(one.apply(KeyFilter.ALL)), isOne.and(isTwo))));
  }

  private static final Map<String, String> BOTH = Map.of("team", "é", "cost.centre-1", "4711");

  private static KeyFilter labels(KeyFilter filter, LabelFilter labels) {
    return new KeyFilter(
        labels, filter.createdBy(), filter.createdBefore(), filter.expiresBefore());
  }

  private void assertLists(List<KeyId> own, KeyFilter filter, Predicate<ApiKey> expected) {
    List<ApiKey> all = own.stream().map(id -> keys().find(id).orElseThrow()).toList();
    for (String of : new String[] {null, dataApiId}) {
      List<ApiKey> wanted =
          all.stream()
              .filter(expected)
              .filter(key -> of == null || key.dataApiId().equals(of))
              .toList();
      assertThat(walk(new KeyQuery(of, null, NOW).with(filter), 5))
          .filteredOn(key -> own.contains(key.keyId()))
          .containsExactlyInAnyOrderElementsOf(wanted);
      for (KeyStatus status : new KeyStatus[] {null, KeyStatus.ACTIVE, KeyStatus.SUSPENDED}) {
        KeyQuery query = new KeyQuery(of, status, NOW, filter, KeyQuery.Order.EXPIRES_AT);
        List<ApiKey> live = walk(query, 5);
        assertThat(live)
            .filteredOn(key -> own.contains(key.keyId()))
            .containsExactlyInAnyOrderElementsOf(
                wanted.stream()
                    .filter(key -> key.status(NOW).isLive())
                    .filter(key -> status == null || key.status(NOW) == status)
                    .toList());
        assertThat(live).extracting(ApiKey::expiresAt).isSorted();
      }
    }
  }

  /** Creates a key whose fields, times, author and state depend on its number. */
  private KeyId create(int i, String of) {
    FieldValues fields = FieldValues.NONE.with(KeyFields.NAME, "key " + i);
    fields = i % 3 == 0 ? fields.with(KeyFields.OWNER, "é") : fields;
    fields = i % 4 == 1 ? fields.with(KeyFields.TAGS, Map.of("team", "é")) : fields;
    fields = i % 4 == 2 ? fields.with(KeyFields.TAGS, BOTH) : fields;
    ApiKey sample = Samples.key().key();
    Actor by = i % 5 == 0 ? new Actor("bob-1", "Bob") : Samples.ADA;
    Instant at = NOW.plusSeconds(i);
    ApiKey key =
        ApiKey.created(
            sample.keyId(),
            Samples.ref(of, of),
            fields,
            "lk",
            new Creation(at, by),
            NOW.plusSeconds(i % 7 == 6 ? -1 : 5 + i % 6));
    StoredKey stored = new StoredKey(key, Samples.hash(key.keyId()), null, null, List.of());
    done(keys().create(stored, change(at)));
    if (i % 8 == 3) {
      done(keys().revoke(key.keyId(), null, change()));
    }
    if (i % 8 == 4 && key.expiresAt().isAfter(NOW)) {
      done(keys().suspend(key.keyId(), null, change()));
    }
    return key.keyId();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void liveKeysNextToExpireFirst(int limit) {
    List<KeyId> wanted = new ArrayList<>();
    for (int seconds : new int[] {9, 3, 1, 3, 3, 2}) {
      wanted.add(create(0, seconds));
    }
    create(0, 0);
    done(keys().suspend(wanted.get(1), null, change()));
    done(keys().revoke(create(0, 4), null, change()));
    List<ApiKey> listed = walk(byExpiration(), limit);
    assertThat(listed)
        .extracting(ApiKey::keyId)
        .startsWith(wanted.get(2), wanted.get(5))
        .endsWith(wanted.get(0))
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(listed).extracting(ApiKey::expiresAt).isSorted();
  }

  @Test
  void whatChangesBetweenPagesByExpirationHidesNoOtherKey() {
    List<KeyId> ids = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      ids.add(create(0, 10L * i));
    }
    Page<ApiKey> first = keys().list(byExpiration(), new Page.Request(3, null));
    assertThat(first.items()).extracting(ApiKey::keyId).isEqualTo(ids.subList(0, 3));
    done(keys().revoke(ids.get(2), null, change()));
    done(keys().edit(ids.get(0), Samples.end(NOW.plusSeconds(65)), change()));
    done(keys().edit(ids.get(7), Samples.end(NOW.plusSeconds(5)), change()));
    done(keys().suspend(ids.get(4), null, change()));
    done(keys().revoke(ids.get(5), null, change()));
    done(keys().delete(ids.get(5), change()));
    create(0, 1);
    KeyId late = create(0, 75);
    List<ApiKey> rest = new ArrayList<>();
    String next = first.next();
    while (next != null) {
      Page<ApiKey> page = keys().list(byExpiration(), new Page.Request(2, next));
      rest.addAll(page.items());
      next = page.next();
    }
    assertThat(rest)
        .extracting(ApiKey::keyId)
        .as("an extended key appears again, one that expires earlier does not")
        .containsExactly(ids.get(3), ids.get(4), ids.get(0), ids.get(6), late);
  }

  @Test
  void aPositionOutsideOfTheExpirationsAskedForIsTheEnd() {
    create(0, 10);
    KeyQuery query =
        new KeyQuery(
            dataApiId,
            null,
            NOW,
            new KeyFilter(LabelFilter.ALL, null, null, NOW.plusSeconds(20)),
            KeyQuery.Order.EXPIRES_AT);
    assertThat(walk(query, 5)).hasSize(1);
    long now = NOW.getEpochSecond();
    for (String position :
        List.of("%013d#x".formatted(now + 20), "9".repeat(40), "%013d".formatted(now + 15))) {
      assertThat(keys().list(query, new Page.Request(5, position))).isEqualTo(Page.empty());
    }
    assertThat(walk(query.with(before(NOW.plusSeconds(10))), 5)).isEmpty();
    assertThat(walk(query.with(before(NOW.plusSeconds(11))), 5)).hasSize(1);
    assertThat(walk(query.with(before(NOW)), 5)).isEmpty();
  }

  /** A client can read the form of positions in cursors. */
  @Test
  void aPositionThatAClientMadeUpIsOneOfNoKey() {
    KeyId keyId = create(0);
    String later = "%013d#xy".formatted(NOW.plusSeconds(1).toEpochMilli());
    assertThat(keys().list(all(), new Page.Request(5, later)).items())
        .extracting(ApiKey::keyId)
        .containsExactly(keyId);
  }

  private static KeyFilter before(Instant end) {
    return new KeyFilter(LabelFilter.ALL, null, null, end);
  }

  private KeyQuery byExpiration() {
    return new KeyQuery(dataApiId, null, NOW, KeyFilter.ALL, KeyQuery.Order.EXPIRES_AT);
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
