package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.domain.NoticeKind;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.NoticeSchedule.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Puts the notices that are due. It keeps no state of its own: each run finds what is due and was
 * not put, so a run after others that did not take place catches up.
 */
public final class PutNotices {
  /** How much longer than it can be due a notice is remembered. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final NoticeStore notices;
  private final Function<KeyId, Optional<ApiKey>> keys;
  private final LastUse lastUse;
  private final NoticeSchedule schedule;

  /**
   * @param keys reads the latest state of a key, by a strongly consistent read
   */
  public PutNotices(
      NoticeStore notices,
      Function<KeyId, Optional<ApiKey>> keys,
      LastUse lastUse,
      NoticeSchedule schedule) {
    this.notices = notices;
    this.keys = keys;
    this.lastUse = lastUse;
    this.schedule = schedule;
  }

  /** Puts the notices that are due and returns how many are new. */
  public int run(Instant at) {
    Instant now = at.truncatedTo(ChronoUnit.SECONDS);
    AtomicInteger count = new AtomicInteger();
    notices.forEachExpiring(
        schedule.firstExpiration(now),
        schedule.lastExpiration(now),
        page -> count.addAndGet(run(page, now)));
    return count.get();
  }

  private int run(List<ApiKey> page, Instant now) {
    Set<NoticeId> wanted = new LinkedHashSet<>();
    for (ApiKey key : page) {
      schedule.due(key, now).forEach(due -> wanted.add(due.id()));
    }
    notices.existing(wanted).forEach(wanted::remove);
    Set<KeyId> keyIds = new LinkedHashSet<>();
    wanted.forEach(id -> keyIds.add(id.keyId()));
    return keyIds.stream().mapToInt(keyId -> put(keyId, wanted, now)).sum();
  }

  /**
   * Puts the notices about a key that are still due. The key is read again, because the page can be
   * out of date: the key may have been extended, rotated or revoked since.
   */
  private int put(KeyId keyId, Set<NoticeId> wanted, Instant now) {
    Optional<ApiKey> key = keys.apply(keyId);
    if (key.isEmpty()) {
      return 0;
    }
    List<Due> stillDue =
        schedule.due(key.get(), now).stream().filter(due -> wanted.contains(due.id())).toList();
    if (stillDue.isEmpty()) {
      return 0;
    }
    Instant lastUsed = lastUse.of(keyId).orElse(null);
    int count = 0;
    for (Due due : stillDue) {
      Notice notice = Notice.of(due, key.get(), now, lastUsed);
      count += notices.put(notice, until(notice)) ? 1 : 0;
    }
    return count;
  }

  private static Instant until(Notice notice) {
    Instant reached =
        notice.kind() == NoticeKind.SECRET_OLD
            ? notice.secretSince().plus(Duration.ofDays(notice.days()))
            : notice.expiresAt();
    return reached.plus(NoticeSchedule.CATCH_UP).plus(MARGIN);
  }
}
