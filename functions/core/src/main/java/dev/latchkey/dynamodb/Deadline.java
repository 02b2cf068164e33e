package dev.latchkey.dynamodb;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time within which all requests to the table that one call makes have to be answered, from the
 * first on: what a cold function takes before is not the table's. A client's time-out is for one
 * try; a call that makes two requests of three tries each would take six times as long.
 */
public final class Deadline {
  /** For a decision of the authorizer. With what it does besides, it takes a second at most. */
  public static final Duration OF_DECISION = Duration.ofMillis(850);

  /** For a call of the management API. With what it does besides, it takes 3 seconds at most. */
  public static final Duration OF_CALL = Duration.ofMillis(2_800);

  private static final ThreadLocal<@Nullable Time> TIME = new ThreadLocal<>();

  private Deadline() {}

  /**
   * What comes of an action whose requests share a time. After it each is refused as unanswered,
   * without being sent.
   */
  public static <T> T within(Duration time, Supplier<T> action) {
    TIME.set(new Time(time.toNanos()));
    try {
      return action.get();
    } finally {
      TIME.remove();
    }
  }

  /** How long a try may take: what is left for the call, if that is less than usual. */
  static Duration left(Duration usual) {
    Time time = TIME.get();
    if (time == null) {
      return usual;
    }
    long left = time.left();
    return left < usual.toNanos() ? Duration.ofNanos(left) : usual;
  }

  /** Whether a pause before the next try would use up what is left for the call. */
  static boolean isPassedBy(Duration pause) {
    return left(pause).compareTo(pause) < 0;
  }

  /** The time of one call, which runs from when it is first asked for. */
  private static final class Time {
    private final long nanos;

    /** By {@link System#nanoTime}. */
    private @Nullable Long end;

    Time(long nanos) {
      this.nanos = nanos;
    }

    long left() {
      long now = System.nanoTime();
      Long known = end;
      if (known == null) {
        end = now + nanos;
        return nanos;
      }
      return known - now;
    }
  }
}
