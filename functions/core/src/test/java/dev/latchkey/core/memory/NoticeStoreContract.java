package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.core.domain.NoticeSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of {@link NoticeStore}. */
public abstract class NoticeStoreContract {
  private static final Instant LATER = NOW.plus(Duration.ofDays(400));

  /** Returns the store under test. */
  protected abstract NoticeStore notices();

  /** Returns the keys that it finds. */
  protected abstract KeyStore keys();

  @Test
  void findsTheKeysThatExpireInAPeriodBothEndsIncluded() {
    Instant from = NOW.plus(Duration.ofDays(1_000));
    List<KeyId> wanted = new ArrayList<>();
    for (int second = -1; second <= 3; second++) {
      KeyId keyId = key(from.plusSeconds(second));
      if (second >= 0 && second <= 2) {
        wanted.add(keyId);
      }
    }
    assertThat(found(from, from.plusSeconds(2))).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void findsAllThereAreOverManyPages() {
    Instant end = NOW.plus(Duration.ofDays(2_000));
    Set<KeyId> wanted = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      wanted.add(key(end));
    }
    assertThat(found(end, Instant.MAX)).containsAll(wanted);
    assertThat(found(end, end)).hasSameSizeAs(wanted);
  }

  @Test
  void findsNoRevokedOrDeletedKey() {
    Instant end = NOW.plus(Duration.ofDays(3_000));
    KeyId revoked = key(end);
    KeyId deleted = key(end);
    done(keys().revoke(revoked, null, change()));
    done(keys().revoke(deleted, null, change()));
    done(keys().delete(deleted, change()));
    assertThat(found(end, end)).isEmpty();
  }

  @Test
  void findsAnExtendedKeyAtItsNewExpiration() {
    Instant end = NOW.plus(Duration.ofDays(3_100));
    KeyId keyId = key(end);
    done(keys().extend(keyId, Duration.ofDays(9), Instant.MAX.minusSeconds(1), null, change()));
    assertThat(found(end, end)).isEmpty();
    Instant extended = end.plus(Duration.ofDays(9));
    assertThat(found(extended, extended)).containsExactly(keyId);
  }

  @Test
  void aNoticeIsPutOnce() {
    Notice notice = notice(7);
    assertThat(notices().put(notice, LATER)).isTrue();
    assertThat(notices().put(notice, LATER.plusSeconds(1))).isFalse();
    Notice other = notice(1);
    assertThat(notices().put(other, LATER)).isTrue();
  }

  @Test
  void knowsWhichNoticesWerePut() {
    Set<NoticeId> put = new HashSet<>();
    Set<NoticeId> all = new HashSet<>();
    for (int i = 1; i <= 250; i++) {
      Notice notice = notice(i);
      all.add(notice.id());
      if (i % 2 == 0) {
        notices().put(notice, LATER);
        put.add(notice.id());
      }
    }
    assertThat(notices().existing(all)).isEqualTo(put);
    assertThat(notices().existing(Set.of())).isEmpty();
  }

  private Notice notice(int days) {
    ApiKey key = Samples.key().key();
    NoticeId id = NoticeId.ofExpiration(key.keyId(), key.expiresAt(), days);
    return Notice.of(new NoticeSchedule.Due(id, NoticeKind.EXPIRING, days), key, NOW, null);
  }

  private KeyId key(Instant expiresAt) {
    return done(keys().create(Samples.key("orders", expiresAt, null), change())).keyId();
  }

  private List<KeyId> found(Instant from, Instant until) {
    List<KeyId> found = new ArrayList<>();
    notices()
        .forEachExpiring(from, until, page -> page.stream().map(ApiKey::keyId).forEach(found::add));
    return found;
  }
}
