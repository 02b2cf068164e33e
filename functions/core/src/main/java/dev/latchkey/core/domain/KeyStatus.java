package dev.latchkey.core.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a key at one instant; derived from its times, never stored. */
public enum KeyStatus {
  ACTIVE,
  REVOKED,
  EXPIRED;

  /** The word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that a word of the API names. */
  public static Optional<KeyStatus> parse(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
