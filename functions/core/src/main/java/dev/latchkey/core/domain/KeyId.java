package dev.latchkey.core.domain;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The public name of a key: 16 Base62 characters, seen in logs, URLs and hints.
 *
 * @param value the 16 characters
 */
public record KeyId(String value) {
  static final int LENGTH = 16;
  private static final int HINT_LENGTH = 6;

  /**
   * @throws IllegalArgumentException if the value is not of this form
   */
  public KeyId {
    if (!isKeyId(value)) {
      throw new IllegalArgumentException("A key id is 16 Base62 characters.");
    }
  }

  /** The id that a text names, or nothing if it has not the form of one. */
  public static Optional<KeyId> parse(String text) {
    return isKeyId(text) ? Optional.of(new KeyId(text)) : Optional.empty();
  }

  /** A new id, drawn uniformly. */
  public static KeyId draw(RandomGenerator random) {
    return new KeyId(Base62.random(random, LENGTH));
  }

  /**
   * The beginning by which people recognize a key: {@code prefix_} and the first six characters.
   */
  public String hint(String prefix) {
    return prefix + "_" + value.substring(0, HINT_LENGTH);
  }

  private static boolean isKeyId(String text) {
    return text.length() == LENGTH && Base62.holds(text, 0, LENGTH);
  }
}
