package dev.latchkey.core.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rotation with a grace period does while a previous secret still works. */
public enum OnPending {
  /** Nothing: the rotation is refused. */
  REFUSE,
  /** Discards the current secret. The previous one keeps its time, and no grace is given. */
  DISCARD_NEW,
  /** Ends the previous secret now. The current one gets the grace. */
  END_PREVIOUS;

  /** The choice that a word of the API names. */
  public static Optional<OnPending> parse(String word) {
    return Stream.of(DISCARD_NEW, END_PREVIOUS)
        .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
