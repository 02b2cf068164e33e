package dev.latchkey.tests.attack;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How often which mishap happens. Thread-safe. */
final class FaultMix {
  private static final int WHOLE = 100;

  private final Map<NetworkFault, Integer> percent;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param percent of requests, each from 0 to 100 and no more in all
   */
  FaultMix(Map<NetworkFault, Integer> percent) {
    this.percent = Map.copyOf(percent);
  }

  /** What goes wrong with the next request, if anything does. */
  @Nullable NetworkFault next() {
    SplittableRandom random = Attack.random(requests.incrementAndGet() * 31);
    int drawn = random.nextInt(WHOLE);
    for (NetworkFault mishap : NetworkFault.values()) {
      drawn -= percent.getOrDefault(mishap, 0);
      if (drawn < 0) {
        failed.incrementAndGet();
        return mishap;
      }
    }
    return null;
  }

  /** How many of a hundred requests fail. */
  int percent() {
    return percent.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many requests there were. */
  long requests() {
    return requests.get();
  }

  /** How many of them failed. */
  long failed() {
    return failed.get();
  }
}
