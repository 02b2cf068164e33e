package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The type of text fields: limited in code points and in bytes of UTF-8, without control
 * characters, not blank.
 */
public final class TextConstraint implements FieldType<String> {
  /** A name or similar short text. */
  public static final TextConstraint NAME = new TextConstraint(128, 512);

  /** A description. */
  public static final TextConstraint DESCRIPTION = new TextConstraint(1024, 1024);

  /** The reason for a revocation. */
  public static final TextConstraint REASON = new TextConstraint(512, 512);

  private final int maxCodePoints;
  private final int maxBytes;

  private TextConstraint(int maxCodePoints, int maxBytes) {
    this.maxCodePoints = maxCodePoints;
    this.maxBytes = maxBytes;
  }

  /** Returns the maximum number of code points. */
  public int maxCodePoints() {
    return maxCodePoints;
  }

  @Override
  public int maxBytes() {
    return maxBytes;
  }

  @Override
  public @Nullable String parse(Object plain, Problems problems) {
    String problem = plain instanceof String text ? problem(text) : "must be a string";
    if (problem != null) {
      problems.add("", problem);
      return null;
    }
    return (String) plain;
  }

  @Override
  public String stored(Object plain) {
    if (plain instanceof String text) {
      return text;
    }
    throw new IllegalStateException("Expected a string, but found another type.");
  }

  @Override
  public Object plain(String value) {
    return value;
  }

  @Override
  public Class<?> plainType() {
    return String.class;
  }

  /**
   * Returns what is wrong with a text, as a phrase that follows its name; {@code null} if nothing
   * is.
   */
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
    if (text.codePoints().anyMatch(TextConstraint::isUnpairedSurrogate)) {
      return "must be valid Unicode";
    }
    return text.codePoints().allMatch(TextConstraint::isBlank) ? "must not be only blanks" : null;
  }

  private static boolean isUnpairedSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
