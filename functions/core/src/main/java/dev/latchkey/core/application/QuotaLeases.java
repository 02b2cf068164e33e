package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of quotas that one environment has taken and not used yet.
 *
 * <p>A lease has as many requests as the key made here in the last minute: at least 1, at most 100,
 * and at most 1 % of what is left. After a minute it is no longer used, and the next lease returns
 * what is left of it. So a quota is never exceeded, a busy key costs one write in 100 requests, and
 * an environment that ends loses no more than one lease.
 *
 * <p>Not safe for concurrent use: an environment handles one request at a time.
 */
public final class QuotaLeases {
  static final int MAX_LEASE = 100;
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final int MAX_KEYS = 1_000;
  private static final int SHARE = 100;

  private final LeaseStore store;
  private final Map<KeyId, Held> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, QuotaLeases.Held> eldest) {
          return size() > MAX_KEYS;
        }
      };

  /**
   * @param store counts what all environments have taken
   */
  public QuotaLeases(LeaseStore store) {
    this.store = store;
  }

  /**
   * Counts a request. Returns {@code null} if the quota allows it, else the first instant at which
   * it can allow another one.
   *
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL} if that is
   *     unknown
   */
  public @Nullable Instant use(KeyId keyId, Quota quota, Instant now, Deadline deadline) {
    Quota.Window window = quota.window(now);
    Held held = keys.get(keyId);
    if (held == null || !held.isOf(window, quota)) {
      held = new Held(window, quota, held);
      keys.put(keyId, held);
    }
    return held.use(keyId, now, deadline) ? null : window.end();
  }

  /** What is held of one quota in one period. */
  private final class Held {
    private final Quota.Window window;
    private final Quota quota;
    private final RecentRequests recent;
    private long left;
    private long unused;
    private @Nullable Instant since;

    Held(Quota.Window window, Quota quota, @Nullable Held before) {
      this.window = window;
      this.quota = quota;
      this.recent = before == null ? new RecentRequests() : before.recent;
    }

    boolean isOf(Quota.Window other, Quota otherQuota) {
      return window.equals(other) && quota.equals(otherQuota);
    }

    boolean use(KeyId keyId, Instant now, Deadline deadline) {
      boolean isFresh = since != null && !now.isBefore(since) && now.isBefore(since.plus(LIFE));
      boolean isUsedUp = unused == 0 && left < 1;
      if (!isFresh || (unused == 0 && !isUsedUp)) {
        take(keyId, now, deadline);
      }
      if (unused == 0) {
        return false;
      }
      unused--;
      recent.add(now);
      return true;
    }

    private void take(KeyId keyId, Instant now, Deadline deadline) {
      long wanted = Math.min(Math.min(recent.count(now), MAX_LEASE), left / SHARE);
      long returned = unused;
      if (!isTaken(keyId, Math.max(1, wanted), returned, now, deadline)
          && left + returned > 0
          && !isTaken(keyId, 1, returned, now, deadline)
          && returned > 0) {
        isTaken(keyId, 1, 0, now, deadline);
      }
    }

    private boolean isTaken(
        KeyId keyId, long count, long returned, Instant now, Deadline deadline) {
      unused = 0;
      LeaseStore.Lease lease = store.take(keyId, window, quota.calls(), count, returned, deadline);
      left = quota.calls() - lease.used();
      since = now;
      unused = lease.isTaken() ? count : 0;
      return lease.isTaken();
    }
  }
}
