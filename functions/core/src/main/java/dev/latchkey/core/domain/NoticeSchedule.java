package dev.latchkey.core.domain;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When notices are due.
 *
 * @param days the days before the expiration, each at least 1
 * @param secretAgeDays the age of a secret that is old; 0 for no notices about secrets
 */
public record NoticeSchedule(NavigableSet<Integer> days, int secretAgeDays) {
  /**
   * How long a notice is due that no other one follows: that a key has expired or a secret is old.
   */
  public static final Duration CATCH_UP = Duration.ofDays(30);

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** Copies the days. */
  public NoticeSchedule {
    days = new TreeSet<>(days);
  }

  /** Returns a schedule with these days. */
  public static NoticeSchedule of(Collection<Integer> days, int secretAgeDays) {
    return new NoticeSchedule(new TreeSet<>(days), secretAgeDays);
  }

  /** A notice that is due. */
  public record Due(NoticeId id, NoticeKind kind, int days) {}

  /** Returns from which expiration on a key can have a notice that is due. */
  public Instant firstExpiration(Instant now) {
    return now.minus(CATCH_UP);
  }

  /** Returns until which expiration a key can have a notice that is due. */
  public Instant lastExpiration(Instant now) {
    return secretAgeDays > 0
        ? Instant.MAX
        : now.plus(Duration.ofDays(days.isEmpty() ? 0 : days.last()));
  }

  /**
   * Returns the notices about a key that are due at an instant in whole seconds, whether or not
   * they were put: for a key that is active, the smallest number of days that is not less than what
   * is left, and that its secret is old; for an expired one, that it has expired. There are none
   * for a revoked key, and for one that is suspended or was when it expired.
   */
  public List<Due> due(ApiKey key, Instant now) {
    return switch (key.status(now)) {
      case ACTIVE -> dueIfActive(key, now);
      case EXPIRED ->
          key.suspension() == null && now.isBefore(key.expiresAt().plus(CATCH_UP))
              ? List.of(expiration(key, NoticeKind.EXPIRED, 0))
              : List.of();
      case SUSPENDED, REVOKED -> List.of();
    };
  }

  private List<Due> dueIfActive(ApiKey key, Instant now) {
    List<Due> due = new ArrayList<>(0);
    Integer reached = reached(SECONDS.between(now, key.expiresAt()));
    if (reached != null) {
      due.add(expiration(key, NoticeKind.EXPIRING, reached));
    }
    if (secretAgeDays > 0 && isOld(SECONDS.between(key.secretSince(), now))) {
      NoticeId id = NoticeId.ofSecret(key.keyId(), key.secretSince());
      due.add(new Due(id, NoticeKind.SECRET_OLD, secretAgeDays));
    }
    return due;
  }

  /** Returns the smallest number of days that is not less than the seconds that are left. */
  private @Nullable Integer reached(long left) {
    boolean isNone = days.isEmpty() || left > days.last() * DAY;
    return isNone ? null : days.ceiling((int) -Math.floorDiv(-left, DAY));
  }

  /**
   * Whether a secret of this age, in seconds, has been old, but not for longer than a notice is
   * due.
   */
  private boolean isOld(long age) {
    return age >= secretAgeDays * DAY && age < secretAgeDays * DAY + CATCH_UP.toSeconds();
  }

  private static Due expiration(ApiKey key, NoticeKind kind, int days) {
    return new Due(NoticeId.ofExpiration(key.keyId(), key.expiresAt(), days), kind, days);
  }
}
