package dev.latchkey.core.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which secret of a key a request carried. */
public enum SecretVersion {
  /** The secret that the last rotation, or the creation, issued. */
  CURRENT,
  /** The one before, within its grace period. */
  PREVIOUS;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Returns the secret with a word. */
  public static Optional<SecretVersion> parse(String word) {
    return Stream.of(values()).filter(version -> version.word.equals(word)).findFirst();
  }

  /** Returns the word that the log uses. */
  public String word() {
    return word;
  }
}
