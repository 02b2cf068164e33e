package dev.latchkey.http;

import dev.latchkey.key.Validity;
import dev.latchkey.key.ValidityLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads how long a key shall live. */
final class ValidityFields {
  static final String DAYS = "validity_days";
  static final String END = "expires_at";

  private ValidityFields() {}

  /** The validity that an object's fields state: days, or an end, or neither. */
  static Validity read(Fields fields, ValidityLimits limits, Instant now) {
    Integer days = days(fields, limits, now);
    Instant end = end(fields, limits, now);
    if (fields.has(DAYS) && fields.has(END)) {
      fields.refuse(DAYS, "must not be given together with " + END);
      fields.refuse(END, "must not be given together with " + DAYS);
    }
    if (days != null) {
      return new Validity.Days(days);
    }
    return end == null ? new Validity.Unstated() : new Validity.Until(end);
  }

  static @Nullable Integer days(Fields fields, ValidityLimits limits, Instant now) {
    Integer days = fields.wholeNumber(DAYS);
    if (days != null) {
      fields.errors().addForUseCase(fields.at(DAYS), limits.problem(days, now));
    }
    return days;
  }

  static @Nullable Instant end(Fields fields, ValidityLimits limits, Instant now) {
    Instant end = fields.time(END);
    if (end != null) {
      fields.errors().addForUseCase(fields.at(END), limits.problem(end, now));
    }
    return end;
  }
}
