package dev.latchkey.core.domain;

import java.time.LocalDate;

/**
 * The number of requests with a key on a day.
 *
 * @param date the day, in UTC
 * @param allowed the allowed requests
 * @param denied the denied requests, with any reason
 */
public record UsageDay(LocalDate date, long allowed, long denied) {

  /** Returns the requests of both, which are of one day. */
  public UsageDay and(UsageDay other) {
    return new UsageDay(date, allowed + other.allowed, denied + other.denied);
  }
}
