package dev.latchkey.dynamodb;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which all requests to the table that one call makes have to be answered. A client's
 * time-out is for one try; a call that makes two requests of three tries each would take six times
 * as long.
 */
public final class Deadline {
  /** For a decision of the authorizer. With what it does besides, it takes a second at most. */
  public static final Duration OF_DECISION = Duration.ofMillis(850);

  /** For a call of the management API. With what it does besides, it takes 3 seconds at most. */
  public static final Duration OF_CALL = Duration.ofMillis(2_800);

  /** By {@link System#nanoTime}. */
  private static final ThreadLocal<@Nullable Long> END = new ThreadLocal<>();

  private Deadline() {}

  /**
   * What comes of an action whose requests share a time. After it each is refused as unanswered,
   * without being sent.
   */
  public static <T> T within(Duration time, Supplier<T> action) {
    END.set(System.nanoTime() + time.toNanos());
    try {
      return action.get();
    } finally {
      END.remove();
    }
  }

  /** How long a try may take: what is left for the call, if that is less than usual. */
  static Duration left(Duration usual) {
    Long end = END.get();
    if (end == null) {
      return usual;
    }
    long left = end - System.nanoTime();
    return left < usual.toNanos() ? Duration.ofNanos(left) : usual;
  }

  /** Whether a pause before the next try would use up what is left for the call. */
  static boolean isPassedBy(Duration pause) {
    return left(pause).compareTo(pause) < 0;
  }
}
