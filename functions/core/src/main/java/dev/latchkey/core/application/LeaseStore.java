package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;

/** Counts the requests of keys with a quota. */
@FunctionalInterface
public interface LeaseStore {

  /**
   * Takes some requests of a quota, and returns others that were taken before, by one conditional
   * write. If fewer are left, nothing changes.
   *
   * @param window the period in which they are made
   * @param calls the number of requests that the quota allows in the period
   * @param count how many to take
   * @param returned how many to return
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL} if the
   *     outcome is unknown. Both count as taken then, and no environment may use them.
   */
  Lease take(
      KeyId keyId, Quota.Window window, long calls, long count, long returned, Deadline deadline);

  /**
   * The outcome.
   *
   * @param isTaken whether the requests were taken
   * @param used how many requests of the period are taken now
   */
  record Lease(boolean isTaken, long used) {}
}
