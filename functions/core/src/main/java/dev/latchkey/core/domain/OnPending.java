package dev.latchkey.core.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The handling of a previous secret that still works when a key is rotated with a grace period. */
public enum OnPending {
  /** Refuses the rotation. */
  REFUSE,
  /**
   * Discards the current secret. The previous one keeps its expiration, without a new grace period.
   */
  DISCARD_NEW,
  /** Expires the previous secret now. The current one gets the grace period. */
  END_PREVIOUS;

  /** Returns the choice with this word of the API; empty if there is none. */
  public static Optional<OnPending> parse(String word) {
    return Stream.of(DISCARD_NEW, END_PREVIOUS)
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
