package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static dev.latchkey.core.memory.WriteResults.found;
import static dev.latchkey.core.memory.WriteResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract of {@link KeyStore} for changes of keys. */
public abstract class KeyChangesContract extends KeyContract {
  @Nested
  class Extending {
    @Test
    void addsDaysToThePresentEnd() {
      StoredKey key = created(Samples.key());
      ApiKey extended = done(extend(key, 7, change()));
      assertThat(extended.expiresAt()).isEqualTo(key.key().expiresAt().plus(Duration.ofDays(7)));
      assertThat(keys().find(id(key))).contains(extended);
    }

    @Test
    void reachesTheLatestEndAndNotASecondMore() {
      Instant end = LATEST.minus(Duration.ofDays(10));
      StoredKey exact = created(Samples.key("orders", end, null));
      StoredKey over = created(Samples.key("orders", end.plusSeconds(1), null));
      assertThat(done(extend(exact, 10, change())).expiresAt()).isEqualTo(LATEST);
      assertSame(found(extend(over, 10, change())), over);
    }

    @Test
    void refusesAKeyInTheSecondInWhichItExpires() {
      StoredKey expired = created(Samples.key("orders", NOW, null));
      StoredKey last = created(Samples.key("orders", NOW.plusSeconds(1), null));
      assertSame(found(extend(expired, 1, change())), expired);
      done(extend(last, 1, change()));
    }

    @Test
    void refusesARevokedKey() {
      StoredKey key = created(Samples.key());
      ApiKey revoked = done(keys().revoke(id(key), null, change()));
      assertThat(found(extend(key, 1, change())).key()).isEqualTo(revoked);
    }

    @Test
    void refusesAKeyThatIsNotThere() {
      assertThat(refused(extend(Samples.key(), 1, change()))).isEmpty();
      StoredKey deleted = deleted(Samples.key());
      assertThat(refused(extend(deleted, 1, change()))).isEmpty();
      assertThat(keys().lookup(id(deleted))).isInstanceOf(LookupResult.Deleted.class);
    }

    @Test
    void appliesOneIdempotencyKeyOnce() {
      StoredKey key = created(Samples.key());
      IdempotencyKey idempotencyKey = idempotencyKey("one");
      ApiKey extended = done(extend(key, 7, idempotencyKey, change()));
      StoredKey found = found(extend(key, 7, idempotencyKey, change()));
      assertThat(found.key()).isEqualTo(extended);
      assertThat(found.extension(idempotencyKey)).contains(idempotencyKey.mark());
    }

    @Test
    void remembersTheLastFourIdempotencyKeysDespiteOtherExtensions() {
      StoredKey key = created(Samples.key());
      List<IdempotencyKey> idempotencyKeys =
          Stream.of("one", "two", "three", "four").map(it -> idempotencyKey(it)).toList();
      for (IdempotencyKey idempotencyKey : idempotencyKeys) {
        done(extend(key, 1, idempotencyKey, change()));
        done(extend(key, 1, change()));
      }
      for (IdempotencyKey idempotencyKey : idempotencyKeys) {
        found(extend(key, 1, idempotencyKey, change()));
      }
      assertThat(stored(key).extensions())
          .map(IdempotencyKey.Mark::scope)
          .containsExactly(scope("four"), scope("three"), scope("two"), scope("one"));
      ApiKey extended = done(extend(key, 1, idempotencyKey("five"), change()));
      assertThat(extended.expiresAt()).isEqualTo(key.key().expiresAt().plus(Duration.ofDays(9)));
      found(extend(key, 1, idempotencyKeys.get(1), change()));
      done(extend(key, 1, idempotencyKeys.get(0), change()));
    }

    private static String scope(String header) {
      return idempotencyKey(header).mark().scope();
    }

    @Test
    void repeatedAfterItWonCountsOnce() {
      StoredKey key = created(Samples.key());
      ChangeContext change = change();
      ApiKey extended = done(extend(key, 7, change));
      assertThat(done(extend(key, 7, change))).isEqualTo(extended);
    }

    @Test
    void repeatedAfterThreeOtherChangesCountsOnce() {
      StoredKey key = created(Samples.key());
      ChangeContext change = change();
      done(extend(key, 7, change));
      done(keys().edit(id(key), name("one"), change()));
      done(extend(key, 1, change()));
      ApiKey last = done(keys().edit(id(key), name("three"), change()));
      assertThat(done(extend(key, 7, change))).isEqualTo(last);
      assertThat(keys().find(id(key))).contains(last);
    }
  }

  @Nested
  class Editing {
    @Test
    void setsWhatIsNamedAndLeavesTheRest() {
      StoredKey key = created(Samples.key());
      ApiKey edited = done(keys().edit(id(key), name("nightly"), change()));
      assertThat(edited).isEqualTo(withName(key, "nightly").key());
    }

    @Test
    void clearsADescription() {
      StoredKey key = created(Samples.key());
      ApiKey edited =
          done(
              keys()
                  .edit(
                      id(key),
                      new KeyEdit(FieldEdits.NONE.clear(KeyFields.DESCRIPTION), null),
                      change()));
      assertThat(description(edited)).isNull();
      assertThat(keys().find(id(key))).contains(edited);
    }

    @Test
    void movesTheEndOfAnActiveKey() {
      StoredKey key = created(Samples.key());
      Instant end = NOW.plusSeconds(60);
      assertThat(done(keys().edit(id(key), end(end), change())).expiresAt()).isEqualTo(end);
    }

    @Test
    void refusesANewEndForAKeyThatHasEnded() {
      StoredKey expired = created(Samples.key("orders", EXPIRED, null));
      StoredKey revoked = created(Samples.key());
      done(keys().revoke(id(revoked), null, change()));
      assertSame(found(keys().edit(id(expired), end(LATEST), change())), expired);
      assertThat(found(keys().edit(id(revoked), end(LATEST), change())).key().expiresAt())
          .isEqualTo(revoked.key().expiresAt());
    }

    @Test
    void renamesAKeyInAnyState() {
      StoredKey expired = created(Samples.key("orders", EXPIRED, null));
      StoredKey revoked = created(Samples.key());
      done(keys().revoke(id(revoked), null, change()));
      assertThat(name(done(keys().edit(id(expired), name("old"), change())))).isEqualTo("old");
      assertThat(name(done(keys().edit(id(revoked), name("old"), change())))).isEqualTo("old");
    }

    @Test
    void refusesAnotherRevision() {
      StoredKey key = created(Samples.key());
      assertSame(found(keys().edit(id(key), name("early"), change().ofRevision(2))), key);
      ChangeContext once = change();
      ApiKey edited = done(keys().edit(id(key), name("first"), once.ofRevision(1)));
      assertThat(name(edited)).isEqualTo("first");
      assertThat(done(keys().edit(id(key), name("first"), once.ofRevision(1)))).isEqualTo(edited);
      assertThat(found(keys().edit(id(key), name("late"), change().ofRevision(1))).key())
          .isEqualTo(edited);
      assertThat(keys().find(id(key))).contains(edited);
    }

    @Test
    void refusesOtherFields() {
      StoredKey key = created(Samples.key());
      FieldValues fields = key.key().fields();
      FieldValues others = fields.with(KeyFields.OWNER, "someone else");
      assertSame(found(keys().edit(id(key), name("early").of(others), change())), key);
      assertSame(found(keys().edit(id(key), name("early").of(FieldValues.NONE), change())), key);
      done(keys().edit(id(key), end(LATEST), change()));
      ChangeContext once = change();
      ApiKey edited = done(keys().edit(id(key), name("first").of(fields), once));
      assertThat(name(edited)).isEqualTo("first");
      assertThat(done(keys().edit(id(key), name("first").of(fields), once))).isEqualTo(edited);
      assertThat(found(keys().edit(id(key), name("late").of(fields), change())).key())
          .isEqualTo(edited);
      assertThat(keys().find(id(key))).contains(edited);
    }

    @Test
    void refusesAKeyThatIsNotThere() {
      assertThat(refused(keys().edit(id(Samples.key()), name("none"), change()))).isEmpty();
      StoredKey deleted = deleted(Samples.key());
      assertThat(refused(keys().edit(id(deleted), name("ghost"), change()))).isEmpty();
      assertThat(keys().find(id(deleted))).isEmpty();
    }
  }

  @Nested
  class Rotating {
    private static final Instant UNTIL = NOW.plusSeconds(3600);
    private static final Instant LAST_SECOND = UNTIL.minusSeconds(1);

    @Test
    void replacesTheSecretAtOnce() {
      StoredKey key = created(Samples.key());
      SecretHash fresh = Samples.hash(id(key));
      ApiKey rotated = done(keys().rotate(id(key), new Rotation("nx", fresh, null), change()));
      assertThat(rotated.prefix()).isEqualTo("nx");
      assertThat(rotated.rotatedAt()).isEqualTo(NOW);
      assertThat(rotated.previousSecretUntil()).isNull();
      assertThat(stored(key).accepts(fresh, NOW)).isTrue();
      assertThat(stored(key).accepts(key.hash(), NOW)).isFalse();
    }

    @Test
    void letsTheOldSecretWorkOnForItsGrace() {
      StoredKey key = created(Samples.key());
      Instant until = NOW.plusSeconds(3600);
      SecretHash fresh = Samples.hash(id(key));
      done(keys().rotate(id(key), new Rotation("lk", fresh, until), change()));
      assertThat(stored(key).accepts(key.hash(), until.minusSeconds(1))).isTrue();
      assertThat(stored(key).accepts(key.hash(), until)).isFalse();
      assertThat(stored(key).accepts(fresh, until)).isTrue();
    }

    @Test
    void toTheCurrentSecretIsRefused() {
      StoredKey key = created(Samples.key());
      for (OnPending onPending : OnPending.values()) {
        Rotation again = new Rotation("lk", key.hash(), UNTIL, onPending);
        assertSame(found(keys().rotate(id(key), again, change())), key);
      }
      assertSame(
          found(keys().rotate(id(key), new Rotation("lk", key.hash(), null), change())), key);
    }

    @Test
    void withoutGraceForgetsAGraceGivenBefore() {
      StoredKey key = created(Samples.key());
      SecretHash second = Samples.hash(id(key));
      done(keys().rotate(id(key), new Rotation("lk", second, LATEST), change()));
      done(keys().rotate(id(key), new Rotation("lk", Samples.hash(id(key)), null), change()));
      assertThat(stored(key).accepts(key.hash(), NOW)).isFalse();
      assertThat(stored(key).accepts(second, NOW)).isFalse();
      assertThat(stored(key).key().previousSecretUntil()).isNull();
    }

    @Test
    void endsThePreviousSecretWithTheKeyAtTheLatest() {
      StoredKey key = created(Samples.key());
      Instant end = key.key().expiresAt();
      ApiKey rotated = done(rotate(key, fresh(key), end.plusSeconds(1), OnPending.REFUSE, NOW));
      assertThat(rotated.previousSecretUntil()).isEqualTo(end);
      assertThat(stored(key).accepts(key.hash(), end.minusSeconds(1))).isTrue();
      assertThat(stored(key).accepts(key.hash(), end)).isFalse();
    }

    @Test
    void fixesTheExpirationOfThePreviousSecret() {
      StoredKey key = created(Samples.key());
      Instant end = key.key().expiresAt();
      done(rotate(key, fresh(key), LATEST, OnPending.REFUSE, NOW));
      assertThat(done(extend(key, 30, change())).previousSecretUntil()).isEqualTo(end);
      ApiKey shortened = done(keys().edit(id(key), end(end.minusSeconds(60)), change()));
      assertThat(shortened.previousSecretUntil()).isEqualTo(end);
    }

    @Test
    void withGraceIsRefusedWhileAPreviousSecretWorks() {
      StoredKey key = created(Samples.key());
      SecretHash second = fresh(key);
      done(rotate(key, second, UNTIL, OnPending.REFUSE, NOW));
      StoredKey before = stored(key);
      assertSame(found(rotate(key, fresh(key), LATEST, OnPending.REFUSE, LAST_SECOND)), before);
      assertSame(stored(key), before);
      SecretHash third = fresh(key);
      done(rotate(key, third, UNTIL.plusSeconds(9), OnPending.REFUSE, UNTIL));
      assertThat(stored(key).accepts(key.hash(), UNTIL)).isFalse();
      assertThat(stored(key).accepts(second, UNTIL.plusSeconds(8))).isTrue();
      assertThat(stored(key).accepts(third, UNTIL)).isTrue();
    }

    @Test
    void isAllowedFromTheSecondInWhichTheKeysEndEndedThePreviousSecret() {
      StoredKey key = created(Samples.key());
      Instant end = key.key().expiresAt();
      done(rotate(key, fresh(key), LATEST, OnPending.REFUSE, NOW));
      done(extend(key, 30, change()));
      found(rotate(key, fresh(key), LATEST, OnPending.REFUSE, end.minusSeconds(1)));
      done(rotate(key, fresh(key), LATEST, OnPending.REFUSE, end));
    }

    @Test
    void discardingTheNewSecretLeavesThePreviousOneItsTime() {
      StoredKey key = created(Samples.key());
      SecretHash lost = fresh(key);
      done(rotate(key, lost, UNTIL, OnPending.REFUSE, NOW));
      SecretHash received = fresh(key);
      ApiKey rotated = done(rotate(key, received, LATEST, OnPending.DISCARD_NEW, LAST_SECOND));
      assertThat(rotated.previousSecretUntil()).isEqualTo(UNTIL);
      assertThat(rotated.rotatedAt()).isEqualTo(LAST_SECOND);
      assertThat(stored(key).accepts(key.hash(), LAST_SECOND)).isTrue();
      assertThat(stored(key).accepts(key.hash(), UNTIL)).isFalse();
      assertThat(stored(key).accepts(lost, LAST_SECOND)).isFalse();
      assertThat(stored(key).accepts(received, UNTIL)).isTrue();
    }

    @Test
    void discardingTheNewSecretNeedsAPreviousOneThatWorks() {
      StoredKey key = created(Samples.key());
      assertSame(found(rotate(key, fresh(key), LATEST, OnPending.DISCARD_NEW, NOW)), key);
      done(rotate(key, fresh(key), UNTIL, OnPending.REFUSE, NOW));
      StoredKey before = stored(key);
      assertSame(found(rotate(key, fresh(key), LATEST, OnPending.DISCARD_NEW, UNTIL)), before);
    }

    @Test
    void endingThePreviousSecretGivesTheCurrentOneTheGrace() {
      StoredKey key = created(Samples.key());
      SecretHash second = fresh(key);
      done(rotate(key, second, UNTIL, OnPending.REFUSE, NOW));
      SecretHash third = fresh(key);
      Instant later = UNTIL.plusSeconds(60);
      ApiKey rotated = done(rotate(key, third, later, OnPending.END_PREVIOUS, NOW));
      assertThat(rotated.previousSecretUntil()).isEqualTo(later);
      assertThat(stored(key).accepts(key.hash(), NOW)).isFalse();
      assertThat(stored(key).accepts(second, UNTIL)).isTrue();
      assertThat(stored(key).accepts(second, later)).isFalse();
      assertThat(stored(key).accepts(third, later)).isTrue();
    }

    @Test
    void withoutGraceOrWithoutAPreviousSecretTheChoiceIsIgnored() {
      StoredKey key = created(Samples.key());
      for (OnPending choice : OnPending.values()) {
        done(rotate(key, fresh(key), null, choice, NOW));
        assertThat(stored(key).pendingUntil(NOW)).isNull();
      }
      SecretHash current = fresh(key);
      done(rotate(key, current, null, OnPending.REFUSE, NOW));
      done(rotate(key, fresh(key), UNTIL, OnPending.END_PREVIOUS, NOW));
      assertThat(stored(key).accepts(current, LAST_SECOND)).isTrue();
      done(rotate(key, fresh(key), null, OnPending.DISCARD_NEW, NOW));
      assertThat(stored(key).accepts(current, NOW)).isFalse();
    }

    @Test
    void refusesAKeyThatIsNotActive() {
      StoredKey expired = created(Samples.key("orders", EXPIRED, null));
      Rotation rotation = new Rotation("lk", Samples.hash(id(expired)), null);
      assertSame(found(keys().rotate(id(expired), rotation, change())), expired);
      StoredKey revoked = created(Samples.key());
      done(keys().revoke(id(revoked), null, change()));
      found(keys().rotate(id(revoked), rotation, change()));
      assertThat(stored(revoked).hash().matches(revoked.hash())).isTrue();
      assertThat(refused(keys().rotate(id(Samples.key()), rotation, change()))).isEmpty();
    }

    private WriteResult<ApiKey, StoredKey> rotate(
        StoredKey key,
        SecretHash fresh,
        @Nullable Instant graceUntil,
        OnPending onPending,
        Instant at) {
      return keys().rotate(id(key), new Rotation("lk", fresh, graceUntil, onPending), change(at));
    }

    private static SecretHash fresh(StoredKey key) {
      return Samples.hash(id(key));
    }
  }

  @Nested
  class Versions {
    private final StoredKey key = Samples.key();
    private int changes = 0;

    private ChangeContext next() {
      changes++;
      return change(NOW.plusSeconds(changes));
    }

    private void assertChanged(ApiKey changed) {
      assertThat(changed.version()).isEqualTo(new Version(1L + changes, NOW.plusSeconds(changes)));
      assertThat(keys().find(id(key))).contains(changed);
      assertThat(stored(key).key()).isEqualTo(changed);
    }

    @Test
    void startAtOneWithTheCreation() {
      assertThat(done(keys().create(key, change())).version()).isEqualTo(new Version(1, NOW));
      assertThat(key.key().version()).isEqualTo(Version.first(NOW));
    }

    @Test
    void countEveryChangeAndTellWhenTheLastOneWasMade() {
      created(key);
      assertChanged(done(extend(key, 1, next())));
      assertChanged(done(extend(key, 1, idempotencyKey("counted"), next())));
      assertChanged(done(keys().edit(id(key), name("new"), next())));
      assertChanged(done(keys().edit(id(key), end(LATEST), next())));
      assertChanged(done(keys().edit(id(key), end(LATEST), next())));
      Rotation withGrace = new Rotation("lk", Samples.hash(id(key)), NOW.plusSeconds(99));
      assertChanged(done(keys().rotate(id(key), withGrace, next())));
      Rotation atOnce = new Rotation("lk", Samples.hash(id(key)), null);
      assertChanged(done(keys().rotate(id(key), atOnce, next())));
      assertChanged(done(keys().revoke(id(key), "leaked", next())));
      assertChanged(done(keys().edit(id(key), name("revoked"), next())));
    }

    @Test
    void countNeitherRefusedNorRepeatedChanges() {
      created(key);
      ChangeContext once = next();
      ApiKey extended = done(extend(key, 1, idempotencyKey("repeated"), once));
      done(extend(key, 1, idempotencyKey("repeated"), once));
      found(extend(key, 1, idempotencyKey("repeated"), change(NOW.plusSeconds(50))));
      found(extend(key, 400, change(NOW.plusSeconds(50))));
      found(keys().delete(id(key), change(NOW.plusSeconds(50))));
      assertChanged(extended);
    }

    @Test
    void areShownByListsToo() {
      created(key);
      ApiKey edited = done(keys().edit(id(key), name("listed"), next()));
      assertThat(
              keys()
                  .list(new KeyQuery(key.key().dataApiId(), null, NOW), new Page.Request(50, null))
                  .items())
          .containsExactly(edited);
    }
  }

  @Nested
  class OfOneRevision {
    private final StoredKey key = created(Samples.key());

    @Test
    void everyChangeIsRefusedForAnotherOne() {
      ChangeContext other = change().ofRevision(2);
      assertSame(found(extend(key, 1, other)), key);
      assertSame(found(keys().edit(id(key), name("n"), other)), key);
      assertSame(found(keys().edit(id(key), end(LATEST), other)), key);
      assertSame(found(keys().suspend(id(key), null, other)), key);
      assertSame(found(keys().revoke(id(key), null, other)), key);
      Rotation rotation = new Rotation("lk", Samples.hash(id(key)), null);
      assertSame(found(keys().rotate(id(key), rotation, other)), key);
      done(keys().suspend(id(key), null, change()));
      found(keys().resume(id(key), change().ofRevision(1)));
      done(keys().revoke(id(key), null, change()));
      found(keys().delete(id(key), change().ofRevision(2)));
      assertThat(stored(key).key().version().revision()).isEqualTo(3);
    }

    @Test
    void everyChangeIsMadeForItsOwn() {
      done(extend(key, 1, change().ofRevision(1)));
      done(keys().edit(id(key), name("n"), change().ofRevision(2)));
      done(keys().suspend(id(key), null, change().ofRevision(3)));
      done(keys().resume(id(key), change().ofRevision(4)));
      ChangeContext once = change().ofRevision(5);
      ApiKey revoked = done(keys().revoke(id(key), null, once));
      assertThat(done(keys().revoke(id(key), null, once))).isEqualTo(revoked);
      done(keys().delete(id(key), change().ofRevision(6)));
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Deleted.class);
    }
  }

  @Nested
  class EditingOthersOnly {
    private final StoredKey key = created(Samples.key());

    @Test
    void refusesAKeyThatHasTheseValues() {
      FieldEdits owner = FieldEdits.NONE.set(KeyFields.OWNER, "platform");
      ApiKey edited = done(keys().edit(id(key), KeyEdit.ofOthers(owner), change()));
      assertThat(edited.fields().get(KeyFields.OWNER)).isEqualTo("platform");
      assertThat(found(keys().edit(id(key), KeyEdit.ofOthers(owner), change())).key())
          .isEqualTo(edited);
      FieldEdits both = owner.set(KeyFields.DESCRIPTION, "another");
      assertThat(done(keys().edit(id(key), KeyEdit.ofOthers(both), change())).fields())
          .isEqualTo(edited.fields().with(KeyFields.DESCRIPTION, "another"));
    }

    @Test
    void refusesToClearWhatIsAbsent() {
      FieldEdits noOwner = FieldEdits.NONE.clear(KeyFields.OWNER);
      assertSame(found(keys().edit(id(key), KeyEdit.ofOthers(noOwner), change())), key);
      FieldEdits owner = FieldEdits.NONE.set(KeyFields.OWNER, "platform");
      done(keys().edit(id(key), KeyEdit.ofOthers(owner), change()));
      ApiKey cleared = done(keys().edit(id(key), KeyEdit.ofOthers(noOwner), change()));
      assertThat(cleared.fields().get(KeyFields.OWNER)).isNull();
    }

    @Test
    void comparesListsAndMaps() {
      FieldEdits claims = FieldEdits.NONE.set(KeyFields.CLAIMS, Map.of("a", "1", "b", "2"));
      FieldEdits methods = claims.set(KeyFields.METHODS, List.of("GET", "HEAD"));
      done(keys().edit(id(key), KeyEdit.ofOthers(methods), change()));
      found(keys().edit(id(key), KeyEdit.ofOthers(methods), change()));
      FieldEdits other = methods.set(KeyFields.CLAIMS, Map.of("a", "1"));
      done(keys().edit(id(key), KeyEdit.ofOthers(other), change()));
    }
  }

  @Nested
  class WithinOneInvocation {
    @Test
    void eachKindOfChangeSucceeds() {
      StoredKey key = Samples.key();
      ChangeContext change = change();
      done(keys().create(key, change));
      ApiKey extended = done(extend(key, 7, change));
      assertThat(extended.expiresAt()).isEqualTo(key.key().expiresAt().plus(Duration.ofDays(7)));
      assertThat(name(done(keys().edit(id(key), name("one"), change)))).isEqualTo("one");
      SecretHash second = Samples.hash(id(key));
      done(keys().rotate(id(key), new Rotation("lk", second, null), change));
      assertThat(stored(key).hash().matches(second)).isTrue();
      assertThat(done(keys().revoke(id(key), null, change)).revocation()).isNotNull();
      done(keys().delete(id(key), change));
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Deleted.class);
    }

    @Test
    void aChangeOfEachActorSucceeds() {
      StoredKey key = created(Samples.key());
      ChangeContext first = change();
      ChangeContext second = new ChangeContext(first.id(), new Actor("bob", "Bob"), first.moment());
      done(extend(key, 7, first));
      ApiKey extended = done(extend(key, 7, second));
      assertThat(extended.expiresAt()).isEqualTo(key.key().expiresAt().plus(Duration.ofDays(14)));
    }
  }
}
