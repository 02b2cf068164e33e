package dev.latchkey.core.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of a route's path: {@code *} for all, a literal path, or a path that ends in {@code
 * /*} for all paths below it.
 *
 * <p>A literal path may have the characters that RFC 3986 allows in a path ({@code pchar}), except
 * {@code *}, which is a wildcard in a policy's resource. {@code $} is safe there, because a policy
 * variable begins with <code>${</code>. The path is compared as clients send it, percent-encoding
 * included.
 */
public final class RoutePath {
  /**
   * The maximum length of a path. It keeps the longest resource of a policy within 512 characters.
   */
  public static final int MAX_LENGTH = 255;

  private static final String SPECIAL = "/-._~!$&'()+,;=:@";
  private static final String BELOW = "/*";

  private RoutePath() {}

  /** Returns what is wrong with a route's path; {@code null} if nothing is. */
  public static @Nullable String problem(String path) {
    if (path.equals(Route.ANY)) {
      return null;
    }
    if (!path.startsWith("/")) {
      return "must be * or a path such as /orders, /orders/42 or /orders/*";
    }
    if (path.length() > MAX_LENGTH) {
      return "must be at most " + MAX_LENGTH + " characters long";
    }
    int end = path.endsWith(BELOW) ? path.length() - 1 : path.length();
    for (int i = 0; i < end; i++) {
      if (!isPlain(path.charAt(i)) && !isEscape(path, i)) {
        return forbidden(path.codePointAt(i));
      }
    }
    return AmbiguousPath.matches(path)
        ? "must not be ambiguous: no empty segment, no segment . or .., and no dot, slash or"
            + " backslash as %2e, %2f or %5c"
        : null;
  }

  private static boolean isPlain(char c) {
    return isAsciiLetterOrDigit(c) || SPECIAL.indexOf(c) >= 0;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isEscape(String path, int at) {
    return path.charAt(at) == '%' && isHexDigit(path, at + 1) && isHexDigit(path, at + 2);
  }

  private static boolean isHexDigit(String path, int at) {
    return at < path.length()
        && path.charAt(at) < 0x80
        && Character.digit(path.charAt(at), 16) >= 0;
  }

  /** Describes a character by its code point, and by itself if it is visible. */
  private static String forbidden(int codePoint) {
    boolean isVisible =
        (codePoint > ' ' && codePoint < 0x7F) || Character.isLetterOrDigit(codePoint);
    return String.format(
        Locale.ROOT,
        "must not contain %sU+%04X: use letters, digits, -._~!$&'()+,;=:@ and percent-encoding such"
            + " as %%20, and * only as the last segment",
        isVisible ? Character.toString(codePoint) + " " : "",
        codePoint);
  }
}
