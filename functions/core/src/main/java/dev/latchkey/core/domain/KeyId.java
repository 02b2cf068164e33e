package dev.latchkey.core.domain;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A key's public ID: 16 Base62 characters, shown in logs, URLs and hints.
 *
 * @param value the 16 characters
 */
public record KeyId(String value) {
  static final int LENGTH = 16;
  private static final int HINT_LENGTH = 6;

  /**
   * @throws IllegalArgumentException if the value is not well formed
   */
  public KeyId {
    if (!isKeyId(value)) {
      throw new IllegalArgumentException("A key ID must be 16 Base62 characters.");
    }
  }

  /** Returns what is wrong with a text as a key ID; {@code null} if nothing is. */
  public static @Nullable String problem(String text) {
    return isKeyId(text) ? null : "must be 16 letters and digits";
  }

  /** Parses a key ID. Returns empty if the text is not well formed. */
  public static Optional<KeyId> parse(String text) {
    return isKeyId(text) ? Optional.of(new KeyId(text)) : Optional.empty();
  }

  /** Returns a new random ID, uniformly distributed. */
  public static KeyId draw(RandomGenerator random) {
    return new KeyId(Base62.random(random, LENGTH));
  }

  /**
   * Returns the hint by which people recognize a key: {@code prefix_} and the first six characters
   * of the ID.
   */
  public String hint(String prefix) {
    return prefix + "_" + value.substring(0, HINT_LENGTH);
  }

  private static boolean isKeyId(String text) {
    return text.length() == LENGTH && Base62.holds(text, 0, LENGTH);
  }
}
