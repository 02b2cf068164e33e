package dev.latchkey.dynamodb;

import dev.latchkey.key.Fault;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * The moment by which all requests to the table that one call makes have to be answered. A client's
 * time-out is for one request; a call that makes two would take twice as long.
 */
public final class Deadline {
  /** For a decision of the authorizer. */
  public static final Duration OF_DECISION = Duration.ofSeconds(1);

  /** For a call of the management API. */
  public static final Duration OF_CALL = Duration.ofSeconds(3);

  private static final ThreadLocal<@Nullable Time> TIME = new ThreadLocal<>();

  private Deadline() {}

  /**
   * What comes of an action whose requests share a time.
   *
   * @throws Fault {@code UNAVAILABLE} if it asks the table for more after that time
   */
  public static <T> T within(Duration time, Supplier<T> action) {
    TIME.set(new Time(System.nanoTime() + time.toNanos()));
    try {
      return action.get();
    } finally {
      TIME.remove();
    }
  }

  /**
   * Bounds a request by the time that is left. The first one of a call is not bound further, since
   * the client's own time-out is no longer, and a timer for each would cost its time.
   *
   * @throws Fault {@code UNAVAILABLE} if none is left
   */
  static Consumer<AwsRequestOverrideConfiguration.Builder> left() {
    Time time = TIME.get();
    if (time == null) {
      return Deadline::leave;
    }
    long left = time.end - System.nanoTime();
    if (left <= 0) {
      throw Fault.of(Fault.Reason.UNAVAILABLE);
    }
    boolean isFirst = !time.isUsed;
    time.isUsed = true;
    return isFirst ? Deadline::leave : request -> request.apiCallTimeout(Duration.ofNanos(left));
  }

  private static void leave(AwsRequestOverrideConfiguration.Builder asItIs) {}

  /** The time of one call. */
  private static final class Time {
    /** By {@link System#nanoTime}. */
    private final long end;

    private boolean isUsed;

    Time(long end) {
      this.end = end;
    }
  }
}
