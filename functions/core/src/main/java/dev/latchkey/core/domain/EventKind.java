package dev.latchkey.core.domain;

import java.util.Locale;

/** What happened to a key or a data API. */
public enum EventKind {
  CREATED,
  EXTENDED,
  EDITED,
  ROTATED,
  REVOKED,
  DELETED,
  /** TTL removed an expired key. */
  EXPIRED,
  /** Changed past the API. */
  ALTERED,
  /** A data API was registered. */
  REGISTERED;

  /** The word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind that a word of the API names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static EventKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
