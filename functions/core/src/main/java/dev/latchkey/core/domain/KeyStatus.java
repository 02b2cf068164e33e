package dev.latchkey.core.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a key at one instant. It is derived from the key's times, never stored. */
public enum KeyStatus {
  ACTIVE,
  SUSPENDED,
  REVOKED,
  EXPIRED;

  /** Returns whether the key is live: active, or suspended so that it can be resumed. */
  public boolean isLive() {
    return this == ACTIVE || this == SUSPENDED;
  }

  /** Returns the word that the API uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status with this word of the API; empty if there is none. */
  public static Optional<KeyStatus> parse(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
