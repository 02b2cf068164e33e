package dev.latchkey.core.domain;

import java.util.Locale;

/** The kind of a notice. */
public enum NoticeKind {
  /** A key expires within a number of days. */
  EXPIRING,
  /** A key has expired. */
  EXPIRED,
  /** A key has had its secret for a number of days. */
  SECRET_OLD;

  /** Returns the word for it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the kind with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NoticeKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
