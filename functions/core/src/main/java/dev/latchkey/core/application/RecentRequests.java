package dev.latchkey.core.application;

import java.time.Instant;

/** The times of a key's last requests, to the second. */
final class RecentRequests {
  private final long[] seconds = new long[QuotaLeases.MAX_LEASE];
  private int added;

  /** Adds a request. */
  void add(Instant at) {
    seconds[added % seconds.length] = at.getEpochSecond();
    added = added + 1 == 2 * seconds.length ? seconds.length : added + 1;
  }

  /** Returns how many requests were made in the last minute, as far as they are remembered. */
  int count(Instant now) {
    long second = now.getEpochSecond();
    int count = 0;
    for (int i = 0; i < Math.min(added, seconds.length); i++) {
      long age = second - seconds[i];
      count += age >= 0 && age < QuotaLeases.LIFE.toSeconds() ? 1 : 0;
    }
    return count;
  }
}
