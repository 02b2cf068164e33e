package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of text fields: limited in code points and in bytes of UTF-8, without control
 * characters, with at least one visible character.
 */
public final class TextConstraint implements FieldType<String> {
  /** A name or similar short text. */
  public static final TextConstraint NAME = new TextConstraint(128, 512);

  /** A description. */
  public static final TextConstraint DESCRIPTION = new TextConstraint(1024, 1024);

  /** The value of a claim. */
  public static final TextConstraint CLAIM = new TextConstraint(256, 1024);

  /** The reason for a revocation or a suspension. */
  public static final TextConstraint REASON = new TextConstraint(512, 512);

  /** The note of a holder who revokes a key. With a word before it, it is a {@link #REASON}. */
  public static final TextConstraint NOTE = new TextConstraint(500, 500);

  /**
   * Characters that show nothing: blanks, those of Unicode's category Format, those with the
   * property Default_Ignorable_Code_Point, and the empty Braille pattern. They are listed so that
   * the contract and the console can have the same list, whatever Unicode version they know.
   */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "["
              + " \\u00a0\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891"
              + "\\u08e2\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f"
              + "\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff"
              + "\\uffa0\\ufff0-\\ufffb\\x{110bd}\\x{110cd}\\x{13430}-\\x{1343f}"
              + "\\x{1bca0}-\\x{1bca3}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}"
              + "]*");

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
    return isVisible(text) ? null : "must contain a visible character";
  }

  private static boolean isUnpairedSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /** Returns whether a text without control characters shows something. */
  public static boolean isVisible(String text) {
    return !INVISIBLE.matcher(text).matches();
  }
}
