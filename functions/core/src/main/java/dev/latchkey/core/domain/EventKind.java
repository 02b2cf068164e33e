package dev.latchkey.core.domain;

import java.util.Locale;

/** The kind of an audit event. */
public enum EventKind {
  CREATED,
  EXTENDED,
  EDITED,
  ROTATED,
  SUSPENDED,
  RESUMED,
  REVOKED,
  DELETED,
  /** TTL removed an expired key. */
  REMOVED,
  /** An out-of-band change. */
  ALTERED,
  /** A data API was registered. */
  REGISTERED;

  /** Returns the word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the kind with this word of the API.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EventKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
