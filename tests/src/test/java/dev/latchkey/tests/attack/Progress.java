package dev.latchkey.tests.attack;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is done, and says so every few seconds. Thread-safe. */
public final class Progress {
  private static final Duration PACE = Duration.ofSeconds(5);

  private final Attack attack;
  private final int of;
  private final AtomicInteger done = new AtomicInteger();
  private final long began = System.nanoTime();
  private final AtomicLong due = new AtomicLong(began + PACE.toNanos());

  Progress(Attack attack, int of) {
    this.attack = attack;
    this.of = of;
  }

  /** One more is done. */
  public void step() {
    int now = done.incrementAndGet();
    long time = System.nanoTime();
    long next = due.get();
    if (time - next >= 0 && due.compareAndSet(next, time + PACE.toNanos())) {
      attack.say(
          "%,d of %,d after %d s".formatted(now, of, Duration.ofNanos(time - began).toSeconds()));
    }
  }
}
