package dev.latchkey.core.application;

import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.memory.InMemoryNoticeStore;
import dev.latchkey.core.memory.InMemoryStores;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PutNoticesTest {
  private static final Instant END = NOW.plus(Duration.ofDays(50));
  private static final Instant LATEST = NOW.plus(Duration.ofDays(4_000));

  private final InMemoryStores stores = new InMemoryStores();
  private final List<Notice> put = new ArrayList<>();
  private final Map<KeyId, Instant> used = new HashMap<>();

  /** What the index shows instead of a key, while it lags behind. */
  private final Map<KeyId, ApiKey> lagging = new HashMap<>();

  private final PutNotices notices =
      new PutNotices(
          new Remembering(),
          stores.keys()::find,
          keyId -> Optional.ofNullable(used.get(keyId)),
          NoticeSchedule.of(List.of(30, 7, 1), 60));

  private final class Remembering implements NoticeStore {
    private final NoticeStore store =
        new InMemoryNoticeStore(
            () -> stores.keys().all().map(key -> lagging.getOrDefault(key.keyId(), key)));

    @Override
    public void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action) {
      store.forEachExpiring(from, until, action);
    }

    @Override
    public Set<NoticeId> existing(Collection<NoticeId> ids) {
      return store.existing(ids);
    }

    @Override
    public boolean put(Notice notice, Instant until) {
      boolean isNew = store.put(notice, until);
      if (isNew) {
        put.add(notice);
      }
      return isNew;
    }
  }

  private KeyId key() {
    return done(stores.keys().create(Samples.key("orders", END, null), change())).keyId();
  }

  private KeyId longKey() {
    KeyId keyId = key();
    done(stores.keys().extend(keyId, Duration.ofDays(300), LATEST, null, change()));
    return keyId;
  }

  private void lag(KeyId keyId) {
    lagging.put(keyId, stores.keys().find(keyId).orElseThrow());
  }

  private List<String> run(Instant now) {
    put.clear();
    assertThat(notices.run(now)).isEqualTo(put.size());
    return put.stream().map(notice -> notice.kind() + " " + notice.days()).toList();
  }

  private static Instant before(int days) {
    return END.minus(Duration.ofDays(days));
  }

  @Test
  void eachThresholdHasOneNotice() {
    key();
    assertThat(run(before(31))).isEmpty();
    assertThat(run(before(30))).containsExactly("EXPIRING 30");
    assertThat(run(before(30))).isEmpty();
    assertThat(run(before(29))).isEmpty();
    assertThat(run(before(7))).containsExactly("EXPIRING 7");
    assertThat(run(before(1))).containsExactly("EXPIRING 1");
    assertThat(run(END)).containsExactly("EXPIRED 0");
    assertThat(run(END.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void missedRunsAreCaughtUpWithTheNoticeThatIsTrueNow() {
    key();
    assertThat(run(before(5))).containsExactly("EXPIRING 7");
    assertThat(run(END.plus(Duration.ofDays(20)))).containsExactly("EXPIRED 0");
  }

  @Test
  void extendingAKeySchedulesNewNotices() {
    KeyId keyId = key();
    assertThat(run(before(7))).contains("EXPIRING 7");
    done(stores.keys().extend(keyId, Duration.ofDays(60), LATEST, null, change(before(6))));
    assertThat(run(before(1))).isEmpty();
    assertThat(run(END)).isEmpty();
    assertThat(run(before(7).plus(Duration.ofDays(60)))).containsExactly("EXPIRING 7");
    assertThat(put.get(0).expiresAt()).isEqualTo(END.plus(Duration.ofDays(60)));
  }

  @Test
  void rotatingAKeyMakesItsSecretNew() {
    KeyId keyId = longKey();
    Instant old = NOW.plus(Duration.ofDays(60));
    assertThat(run(old)).containsExactly("SECRET_OLD 60");
    Rotation rotation = new Rotation("lk", Samples.hash(keyId), null);
    done(stores.keys().rotate(keyId, rotation, change(old)));
    assertThat(run(old.plus(Duration.ofDays(9)))).isEmpty();
    assertThat(run(old.plus(Duration.ofDays(60)))).containsExactly("SECRET_OLD 60");
    assertThat(put.get(0).secretSince()).isEqualTo(old);
  }

  @Test
  void aKeyThatWasRevokedSinceTheIndexShowedItHasNone() {
    KeyId keyId = key();
    lag(keyId);
    done(stores.keys().revoke(keyId, null, change()));
    assertThat(run(before(7))).isEmpty();
  }

  @Test
  void aKeyThatWasExtendedSinceTheIndexShowedItHasNone() {
    KeyId keyId = key();
    lag(keyId);
    done(stores.keys().extend(keyId, Duration.ofDays(60), LATEST, null, change(before(20))));
    assertThat(run(before(7))).isEmpty();
    assertThat(run(END)).isEmpty();
  }

  @Test
  void aKeyThatWasRotatedSinceTheIndexShowedItHasNone() {
    KeyId keyId = longKey();
    lag(keyId);
    Instant old = NOW.plus(Duration.ofDays(60));
    Rotation rotation = new Rotation("lk", Samples.hash(keyId), null);
    done(stores.keys().rotate(keyId, rotation, change(old.minusSeconds(1))));
    assertThat(run(old)).isEmpty();
  }

  @Test
  void aKeyThatWasDeletedSinceTheIndexShowedItHasNone() {
    KeyId keyId = key();
    lag(keyId);
    done(stores.keys().revoke(keyId, null, change()));
    done(stores.keys().delete(keyId, change()));
    stores.keys().create(Samples.key("orders", LATEST, null), change());
    assertThat(run(before(7))).isEmpty();
  }

  @Test
  void aNoticeSaysWhatItsReaderNeeds() {
    KeyId keyId = key();
    used.put(keyId, before(8));
    run(before(7));
    Notice notice = put.get(0);
    assertThat(notice.id().keyId()).isEqualTo(keyId);
    assertThat(notice.kind()).isEqualTo(NoticeKind.EXPIRING);
    assertThat(notice.at()).isEqualTo(before(7));
    assertThat(notice.domain()).isEqualTo("sales");
    assertThat(notice.label().dataApiId()).isEqualTo("orders");
    assertThat(notice.label().name()).isEqualTo("batch job");
    assertThat(notice.label().hint()).isEqualTo(keyId.hint("lk"));
    assertThat(notice.expiresAt()).isEqualTo(END);
    assertThat(notice.lastUsedAt()).isEqualTo(before(8));
  }
}
