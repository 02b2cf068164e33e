package dev.latchkey.management.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses RFC 3339 times in whole seconds, with an offset of at most 18 hours. */
final class Rfc3339 {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})",
          Pattern.CASE_INSENSITIVE);
  private static final String EXPECTED = "must be a time in RFC 3339, such as 2027-01-31T12:00:00Z";

  private Rfc3339() {}

  /** Returns what is wrong with a time; {@code null} if nothing is. */
  static @Nullable String problem(String text) {
    if (!FORM.matcher(text).matches()) {
      return EXPECTED;
    }
    try {
      Instant time = parse(text);
      return time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? null : "must be in whole seconds";
    } catch (DateTimeException e) {
      return EXPECTED;
    }
  }

  /** Parses a valid time. */
  static Instant parse(String text) {
    return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
  }
}
