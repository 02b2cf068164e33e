package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api;
import java.util.function.LongSupplier;

/**
 * A token bucket: it holds a burst of requests and is filled at a rate.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">Throttle
 *     requests to your REST APIs</a>
 */
final class Throttle {
  private static final double NANOS = 1e9;

  private final Api.Limits limits;
  private final LongSupplier clock;
  private double left;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param clock tells nanoseconds
   */
  Throttle(Api.Limits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
    left = limits.burst();
    filledAt = clock.getAsLong();
  }

  /** Whether one more request may pass now. */
  synchronized boolean admits() {
    long now = clock.getAsLong();
    left = Math.min(limits.burst(), left + (now - filledAt) / NANOS * limits.rate());
    filledAt = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
