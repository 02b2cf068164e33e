package dev.latchkey.key;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Days to add to a key's present end.
 *
 * @param days how many, of 86,400 seconds
 * @param latest the last end that the key may have afterwards
 * @param intent the intent behind it, if the request carried an {@code Idempotency-Key}
 */
public record Extension(int days, Instant latest, @Nullable Intent intent) {

  /** The last present end that leaves room for these days. */
  public Instant latestPresentEnd() {
    return latest.minus(Duration.ofDays(days));
  }
}
