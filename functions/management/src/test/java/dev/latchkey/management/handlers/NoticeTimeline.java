package dev.latchkey.management.handlers;

import dev.latchkey.core.domain.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a key, from which follow the notices that it should have: for each expiration
 * and each threshold the time in which the notice is true.
 */
final class NoticeTimeline {
  private static final List<Integer> DAYS = List.of(0, 1, 7, 30);
  private static final Duration CATCH_UP = Duration.ofDays(30);

  private final KeyId keyId;
  private final List<Instant> setAt = new ArrayList<>();
  private final List<Instant> expirations = new ArrayList<>();
  private final List<Instant> secrets = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private @Nullable Instant revoked;

  /** A time in which the key was suspended. */
  private record Pause(Instant from, Instant until) {}

  NoticeTimeline(KeyId keyId, Instant created, Instant expiresAt) {
    this.keyId = keyId;
    setAt.add(created);
    expirations.add(expiresAt);
    secrets.add(created);
  }

  void extended(Instant at, Instant expiresAt) {
    setAt.add(at);
    expirations.add(expiresAt);
  }

  void rotated(Instant at) {
    secrets.add(at);
  }

  void revoked(Instant at) {
    revoked = at;
  }

  void suspended(Instant at) {
    pauses.add(new Pause(at, Instant.MAX));
  }

  void resumed(Instant at) {
    pauses.add(new Pause(pauses.remove(pauses.size() - 1).from(), at));
  }

  boolean isSuspended() {
    return !pauses.isEmpty() && pauses.get(pauses.size() - 1).until().equals(Instant.MAX);
  }

  boolean isActive(Instant now) {
    return revoked == null && now.isBefore(expiration());
  }

  Instant expiration() {
    return expirations.get(expirations.size() - 1);
  }

  /**
   * Adds the IDs of the notices for which a run took place while they were true.
   *
   * @param lag the time for which a run may not know of a change yet
   */
  void addTo(Set<String> ids, NavigableSet<Instant> runs, Duration lag, int secretAgeDays) {
    for (int i = 0; i < expirations.size(); i++) {
      Instant end = expirations.get(i);
      Instant until = earlier(revoked, i + 1 < setAt.size() ? setAt.get(i + 1) : Instant.MAX);
      for (int d = 0; d < DAYS.size(); d++) {
        Instant from = end.minus(Duration.ofDays(DAYS.get(d)));
        Instant next = d == 0 ? end.plus(CATCH_UP) : end.minus(Duration.ofDays(DAYS.get(d - 1)));
        if (isMet(runs, lag, later(from, setAt.get(i).plus(lag)), earlier(next, until))) {
          ids.add(keyId.value() + "#" + end.getEpochSecond() + "#" + DAYS.get(d));
        }
      }
    }
    for (int i = 0; i < secrets.size(); i++) {
      Instant since = secrets.get(i);
      Instant until = i + 1 < secrets.size() ? secrets.get(i + 1) : earlier(revoked, expiration());
      Instant old = since.plus(Duration.ofDays(secretAgeDays));
      if (isMet(runs, lag, old, earlier(old.plus(CATCH_UP), until))) {
        ids.add(keyId.value() + "#SECRET#" + since.getEpochSecond());
      }
    }
  }

  /**
   * Whether there is a run at the first instant or later, and before the second, while the key was
   * not suspended.
   */
  private boolean isMet(NavigableSet<Instant> runs, Duration lag, Instant from, Instant until) {
    Instant run = runs.ceiling(from);
    for (Pause pause : pauses) {
      if (run != null && !run.isBefore(pause.from()) && isBeforeEnd(run, pause, lag)) {
        run = pause.until().equals(Instant.MAX) ? null : runs.ceiling(pause.until().plus(lag));
      }
    }
    return run != null && run.isBefore(until);
  }

  private static boolean isBeforeEnd(Instant run, Pause pause, Duration lag) {
    return pause.until().equals(Instant.MAX) || run.isBefore(pause.until().plus(lag));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isBefore(other) ? one : other;
  }

  static NavigableSet<Instant> runs() {
    return new TreeSet<>();
  }
}
