package dev.latchkey.core.application;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limit for all table requests of one decision or one write. It starts on first use, so a
 * cold start before the first request does not count. Not thread-safe; use it from one thread.
 */
public final class Deadline {
  private final long nanos;

  /** The end by {@link System#nanoTime}; {@code null} until first use. */
  private @Nullable Long end;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** Returns a deadline that is this long after its first use. */
  public static Deadline in(Duration time) {
    return new Deadline(time.toNanos());
  }

  /** Returns a deadline that is this long from now. */
  public static Deadline fromNow(Duration time) {
    Deadline deadline = in(time);
    deadline.left();
    return deadline;
  }

  /**
   * Returns the timeout of one attempt: the usual timeout, or the remaining time if that is
   * shorter.
   */
  public Duration left(Duration usual) {
    long left = left();
    return left < usual.toNanos() ? Duration.ofNanos(left) : usual;
  }

  /** Returns whether any time remains after a pause. */
  public boolean leavesTimeAfter(Duration pause) {
    return left() > pause.toNanos();
  }

  private long left() {
    long now = System.nanoTime();
    Long known = end;
    if (known == null) {
      end = now + nanos;
      return nanos;
    }
    return known - now;
  }
}
