package dev.latchkey.core.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * The number of requests that a key allows in each UTC day or calendar month.
 *
 * @param calls the number of requests
 * @param per the period
 */
public record Quota(long calls, Period per) {

  /** The period of a quota, in UTC. */
  public enum Period {
    DAY,
    MONTH;

    /** Returns the word that the API uses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One period of a quota.
   *
   * @param name its date, such as {@code 2026-11-27} or {@code 2026-11}
   * @param end the first instant after it
   */
  public record Window(String name, Instant end) {}

  /** Returns the period in which an instant lies. */
  public Window window(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return switch (per) {
      case DAY -> new Window(day.toString(), start(day.plusDays(1)));
      case MONTH ->
          new Window(
              day.toString().substring(0, "2026-11".length()),
              start(day.withDayOfMonth(1).plusMonths(1)));
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
