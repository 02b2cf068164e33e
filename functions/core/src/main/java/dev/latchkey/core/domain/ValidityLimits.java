package dev.latchkey.core.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a key's validity in this deployment.
 *
 * @param defaultDays the default validity, in days of 86,400 seconds
 * @param maxDays the maximum validity from now, in days
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

  /** Returns the latest expiration that a key may have now. */
  public Instant latest(Instant now) {
    return seconds(now).plus(Duration.ofDays(maxDays));
  }

  /** Returns the expiration of a key that is created now. */
  public Instant expiration(Validity validity, Instant now) {
    if (validity instanceof Validity.Until until) {
      return until.expiresAt();
    }
    int days = validity instanceof Validity.Days stated ? stated.days() : defaultDays;
    return seconds(now).plus(Duration.ofDays(days));
  }

  /**
   * Returns what is wrong with a validity in days, or a number of days to add; {@code null} if
   * nothing is.
   */
  public @Nullable String problem(int days, Instant now) {
    if (days < 1) {
      return "must be a whole number of days, at least 1";
    }
    return days > maxDays
        ? "must be at most %d days; the latest expiration allowed now is %s"
            .formatted(maxDays, latest(now))
        : null;
  }

  /** Returns what is wrong with an expiration; {@code null} if nothing is. */
  public @Nullable String problem(Instant expiresAt, Instant now) {
    if (!expiresAt.isAfter(now)) {
      return "must be in the future";
    }
    return expiresAt.isAfter(latest(now))
        ? "must be at most %d days from now; the latest expiration allowed now is %s"
            .formatted(maxDays, latest(now))
        : null;
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
