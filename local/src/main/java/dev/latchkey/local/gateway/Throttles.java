package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The throttles of an API: one for each route that has limits of its own, and one that all other
 * routes share.
 */
final class Throttles {
  private final Map<String, Throttle> byRoute = new HashMap<>();

  /**
   * Full throttles.
   *
   * @param limits by the key of a route, or {@link Api#OTHER_ROUTES}
   * @param clock tells nanoseconds
   */
  Throttles(Map<String, Api.Limits> limits, LongSupplier clock) {
    limits.forEach((route, of) -> byRoute.put(route, new Throttle(of, clock)));
  }

  /** Whether one more request to this route may pass now. */
  boolean admits(String route) {
    Throttle throttle = byRoute.get(byRoute.containsKey(route) ? route : Api.OTHER_ROUTES);
    return throttle == null || throttle.admits();
  }
}
