package dev.latchkey.core.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long keys live in this deployment.
 *
 * @param defaultDays the life of a key whose maker named none, in days of 86,400 seconds
 * @param maxDays the furthest from now that a key may end, in days
 */
public record ValidityLimits(int defaultDays, int maxDays) {

  /**
   * @throws IllegalArgumentException unless {@code 1 <= defaultDays <= maxDays}
   */
  public ValidityLimits {
    if (defaultDays < 1 || defaultDays > maxDays) {
      throw new IllegalArgumentException(
          "The default validity must be at least 1 day and at most the maximum validity.");
    }
  }

  /** The last end that a key may have now. */
  public Instant latest(Instant now) {
    return seconds(now).plus(Duration.ofDays(maxDays));
  }

  /** The end of a key made now. */
  public Instant end(Validity validity, Instant now) {
    if (validity instanceof Validity.Until until) {
      return until.end();
    }
    int days = validity instanceof Validity.Days stated ? stated.days() : defaultDays;
    return seconds(now).plus(Duration.ofDays(days));
  }

  /** What is wrong with a number of days to live or to add, in words; nothing if nothing is. */
  public @Nullable String problem(int days, Instant now) {
    if (days < 1) {
      return "must be a whole number of days, at least 1";
    }
    return days > maxDays
        ? "must be at most %d days; the latest end allowed now is %s"
            .formatted(maxDays, latest(now))
        : null;
  }

  /** What is wrong with an end for a key, in words; nothing if nothing is. */
  public @Nullable String problem(Instant end, Instant now) {
    if (!end.isAfter(now)) {
      return "must be in the future";
    }
    return end.isAfter(latest(now))
        ? "must be at most %d days from now; the latest end allowed now is %s"
            .formatted(maxDays, latest(now))
        : null;
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
