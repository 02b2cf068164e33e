package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static dev.latchkey.core.memory.WriteResults.found;
import static dev.latchkey.core.memory.WriteResults.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.Revocation;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.domain.Suspension;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link KeyStore} for creating, reading, suspending, revoking and deleting keys.
 */
public abstract class KeyStoreContract extends KeyContract {
  @Nested
  class Reading {
    @Test
    void findsWhatWasCreated() {
      StoredKey key = created(Samples.key());
      assertThat(keys().find(id(key))).contains(key.key());
    }

    @Test
    void looksUpTheHashesToo() {
      StoredKey key = created(Samples.key("orders", LATEST, idempotencyKey("one").request()));
      assertThat(keys().lookup(id(key)))
          .isInstanceOfSatisfying(LookupResult.Found.class, it -> assertSame(it.stored(), key));
    }

    @Test
    void knowsNoKeyThatWasNotCreated() {
      StoredKey key = Samples.key();
      assertThat(keys().find(id(key))).isEmpty();
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Unknown.class);
    }
  }

  @Nested
  class Creating {
    @Test
    void refusesAnIdThatIsThere() {
      StoredKey key = created(Samples.key());
      StoredKey other = withName(key, "another");
      assertSame(found(keys().create(other, change())), key);
      assertThat(keys().find(id(key))).contains(key.key());
    }

    @Test
    void refusesTheIdOfADeletedKey() {
      StoredKey key = deleted(Samples.key());
      assertThat(refused(keys().create(withName(key, "again"), change()))).isEmpty();
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Deleted.class);
    }

    @Test
    void repeatedAfterItWonIsDone() {
      StoredKey key = Samples.key();
      ChangeContext change = change();
      done(keys().create(key, change));
      assertThat(done(keys().create(key, change))).isEqualTo(key.key());
    }

    @Test
    void repeatedAfterItsKeyWasDeletedRaisesNoGhost() {
      StoredKey key = Samples.key();
      ChangeContext change = change();
      done(keys().create(key, change));
      done(keys().revoke(id(key), null, change()));
      done(keys().delete(id(key), change()));
      assertThat(refused(keys().create(key, change))).isEmpty();
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Deleted.class);
    }
  }

  @Nested
  class Revoking {
    @Test
    void keepsWhenWhoAndWhy() {
      StoredKey key = created(Samples.key());
      ApiKey revoked = done(keys().revoke(id(key), "leaked", change()));
      assertThat(revoked.revocation()).isEqualTo(new Revocation(NOW, ADA, "leaked"));
      assertThat(keys().find(id(key))).contains(revoked);
    }

    @Test
    void twiceKeepsTheFirst() {
      StoredKey key = created(Samples.key());
      ApiKey revoked = done(keys().revoke(id(key), "leaked", change()));
      StoredKey found = found(keys().revoke(id(key), "again", change(NOW.plusSeconds(9))));
      assertThat(found.key()).isEqualTo(revoked);
    }

    @Test
    void revokesAnExpiredKeyToo() {
      StoredKey expired = created(Samples.key("orders", EXPIRED, null));
      ApiKey revoked = done(keys().revoke(id(expired), null, change()));
      assertThat(revoked.status(NOW)).isEqualTo(KeyStatus.REVOKED);
    }

    @Test
    void refusesAKeyThatIsNotThere() {
      assertThat(refused(keys().revoke(id(Samples.key()), null, change()))).isEmpty();
      assertThat(refused(keys().revoke(id(deleted(Samples.key())), null, change()))).isEmpty();
    }
  }

  @Nested
  class Suspending {
    @Test
    void keepsWhenWhoAndWhy() {
      StoredKey key = created(Samples.key());
      ApiKey suspended = done(keys().suspend(id(key), "unpaid", change()));
      assertThat(suspended.suspension()).isEqualTo(new Suspension(NOW, ADA, "unpaid"));
      assertThat(suspended.expiresAt()).isEqualTo(key.key().expiresAt());
      assertThat(suspended.status(NOW)).isEqualTo(KeyStatus.SUSPENDED);
      assertThat(keys().find(id(key))).contains(suspended);
    }

    @Test
    void twiceKeepsTheFirst() {
      StoredKey key = created(Samples.key());
      ApiKey suspended = done(keys().suspend(id(key), "unpaid", change()));
      StoredKey found = found(keys().suspend(id(key), "again", change(NOW.plusSeconds(9))));
      assertThat(found.key()).isEqualTo(suspended);
    }

    @Test
    void isUndoneByResume() {
      StoredKey key = created(Samples.key());
      done(keys().suspend(id(key), "unpaid", change()));
      ApiKey resumed = done(keys().resume(id(key), change()));
      assertThat(resumed.suspension()).isNull();
      assertThat(resumed.status(NOW)).isEqualTo(KeyStatus.ACTIVE);
      assertThat(resumed.expiresAt()).isEqualTo(key.key().expiresAt());
      assertThat(keys().find(id(key))).contains(resumed);
    }

    @Test
    void resumeOfAnActiveKeyChangesNothing() {
      StoredKey key = created(Samples.key());
      assertSame(found(keys().resume(id(key), change())), key);
    }

    @Test
    void repeatedAfterTheResumeSuspendsNothing() {
      StoredKey key = created(Samples.key());
      ChangeContext change = change();
      done(keys().suspend(id(key), null, change));
      done(keys().resume(id(key), change()));
      assertThat(done(keys().suspend(id(key), null, change)).suspension()).isNull();
    }

    @Test
    void refusesAKeyThatIsExpiredOrRevokedOrNotThere() {
      StoredKey expired = created(Samples.key("orders", EXPIRED, null));
      StoredKey revoked = created(Samples.key());
      done(keys().suspend(id(revoked), "unpaid", change()));
      ApiKey before = done(keys().revoke(id(revoked), null, change()));
      assertSame(found(keys().suspend(id(expired), null, change())), expired);
      assertSame(found(keys().resume(id(expired), change())), expired);
      assertThat(found(keys().suspend(id(revoked), null, change())).key()).isEqualTo(before);
      assertThat(found(keys().resume(id(revoked), change())).key()).isEqualTo(before);
      assertThat(refused(keys().suspend(id(Samples.key()), null, change()))).isEmpty();
      assertThat(refused(keys().resume(id(deleted(Samples.key())), change()))).isEmpty();
    }

    @Test
    void leavesEveryOtherChangePossible() {
      StoredKey key = created(Samples.key());
      KeyId id = id(key);
      done(keys().suspend(id, "unpaid", change()));
      done(keys().extend(id, Duration.ofDays(1), NOW.plus(Duration.ofDays(365)), null, change()));
      done(keys().edit(id, Samples.rename("renamed"), change()));
      done(keys().rotate(id, new Rotation("lk", Samples.hash(id), null), change()));
      assertThat(found(keys().delete(id, change())).key().suspension())
          .isEqualTo(new Suspension(NOW, ADA, "unpaid"));
      ApiKey revoked = done(keys().revoke(id, "leaked", change()));
      assertThat(revoked.status(NOW)).isEqualTo(KeyStatus.REVOKED);
      assertThat(revoked.suspension()).isNull();
      done(keys().delete(id, change()));
    }
  }

  @Nested
  class Deleting {
    @Test
    void takesARevokedKeyAway() {
      StoredKey key = created(Samples.key());
      done(keys().revoke(id(key), null, change()));
      assertThat(done(keys().delete(id(key), change()))).isEqualTo(id(key));
      assertThat(keys().find(id(key))).isEmpty();
      assertThat(keys().lookup(id(key))).isInstanceOf(LookupResult.Deleted.class);
    }

    @Test
    void takesAnExpiredKeyAway() {
      StoredKey key = created(Samples.key("orders", NOW, null));
      done(keys().delete(id(key), change()));
      assertThat(keys().find(id(key))).isEmpty();
    }

    @Test
    void refusesAnActiveKeyToItsLastSecond() {
      StoredKey key = created(Samples.key("orders", NOW.plusSeconds(1), null));
      assertSame(found(keys().delete(id(key), change())), key);
    }

    @Test
    void twiceIsRefusedAndRepeatedIsDone() {
      StoredKey key = created(Samples.key("orders", EXPIRED, null));
      ChangeContext change = change();
      done(keys().delete(id(key), change));
      assertThat(done(keys().delete(id(key), change))).isEqualTo(id(key));
      assertThat(refused(keys().delete(id(key), change()))).isEmpty();
    }
  }
}
