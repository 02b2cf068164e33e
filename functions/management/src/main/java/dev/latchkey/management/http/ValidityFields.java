package dev.latchkey.management.http;

import dev.latchkey.core.domain.Validity;
import java.time.Instant;

/** Reads the validity of a new key. */
final class ValidityFields {
  static final String DAYS = "validity_days";
  static final String END = "expires_at";

  private ValidityFields() {}

  /** Returns the requested validity: days, an expiration, or neither. */
  static Validity read(ObjectReader fields) {
    Integer days = fields.wholeNumber(DAYS);
    Instant end = fields.time(END);
    if (fields.has(DAYS) && fields.has(END)) {
      fields.refuse(DAYS, "must not be given together with " + END);
      fields.refuse(END, "must not be given together with " + DAYS);
    }
    if (days != null) {
      return new Validity.Days(days);
    }
    return end == null ? new Validity.Unstated() : new Validity.Until(end);
  }
}
