package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a text may be: so many code points, so many bytes in UTF-8, no control characters, not only
 * blanks. The byte limits keep a key within one DynamoDB read unit of 4 KB.
 */
public enum TextRule {
  NAME(128, 512),
  DESCRIPTION(1024, 2048),
  REASON(512, 512),
  DOMAIN(128, 512),
  DATASET(128, 512);

  private final int maxCodePoints;
  private final int maxBytes;

  TextRule(int maxCodePoints, int maxBytes) {
    this.maxCodePoints = maxCodePoints;
    this.maxBytes = maxBytes;
  }

  /** The most code points such a text may have. */
  public int maxCodePoints() {
    return maxCodePoints;
  }

  /** What is wrong with a text, in words; nothing if nothing is. */
  public @Nullable String problem(String text) {
    if (text.isEmpty() || text.codePointCount(0, text.length()) > maxCodePoints) {
      return "must be 1 to %d characters long".formatted(maxCodePoints);
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      return "must be at most %d bytes long in UTF-8".formatted(maxBytes);
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return "must not contain control characters, such as line breaks";
    }
    if (text.codePoints().anyMatch(TextRule::isUnpairedSurrogate)) {
      return "must be valid Unicode";
    }
    return text.codePoints().allMatch(TextRule::isBlank) ? "must not be only blanks" : null;
  }

  private static boolean isUnpairedSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
