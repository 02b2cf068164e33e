package dev.latchkey.core.application;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time within which all requests to the table that serve one decision or one write have to be
 * over. It starts when it is first asked, so that a cold start before the first request does not
 * count. Used by one thread.
 */
public final class Deadline {
  private final long nanos;

  /** By {@link System#nanoTime}; {@code null} until the deadline is first asked. */
  private @Nullable Long end;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** A deadline that is this long after it is first asked. */
  public static Deadline in(Duration time) {
    return new Deadline(time.toNanos());
  }

  /** A deadline that is this long from now. */
  public static Deadline fromNow(Duration time) {
    Deadline deadline = in(time);
    deadline.left();
    return deadline;
  }

  /** The time that one attempt may take: the usual time, or what is left if that is less. */
  public Duration left(Duration usual) {
    long left = left();
    return left < usual.toNanos() ? Duration.ofNanos(left) : usual;
  }

  /** Whether time is left after a pause. */
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
