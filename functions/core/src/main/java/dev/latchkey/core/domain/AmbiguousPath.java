package dev.latchkey.core.domain;

/**
 * Detects paths that servers interpret in different ways. Some serve {@code /orders/../admin} as it
 * is, others as {@code /admin}, so a route cannot tell which of the two it allows.
 *
 * <p>A path is ambiguous if one of its segments
 *
 * <ul>
 *   <li>is empty, except the last,
 *   <li>is {@code .} or {@code ..}, alone or up to its first {@code ;}, encoded or not,
 *   <li>contains an encoded dot, slash or backslash ({@code %2e}, {@code %2f}, {@code %5c}), or a
 *       backslash.
 * </ul>
 *
 * <p>Whole segments are compared, so {@code report..pdf} is not ambiguous.
 */
final class AmbiguousPath {
  private static final int ESCAPE_LENGTH = 3;
  private static final int MAX_DOTS = 2;

  private AmbiguousPath() {}

  /**
   * Returns whether a path is ambiguous.
   *
   * @param path a path that begins with {@code /}, otherwise unchecked
   */
  static boolean matches(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\'
          || (c == '%' && isEncodedDotOrSlash(path, i))
          || (c == '/' && (isEmptySegment(path, i + 1) || isDotSegment(path, i + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmptySegment(String path, int start) {
    return path.startsWith("/", start);
  }

  private static boolean isDotSegment(String path, int start) {
    int end = start;
    while (path.startsWith(".", end)) {
      end++;
    }
    int dots = end - start;
    return dots > 0
        && dots <= MAX_DOTS
        && (end == path.length()
            || path.charAt(end) == '/'
            || path.charAt(end) == ';'
            || isEscape(path, end, "%3b"));
  }

  private static boolean isEncodedDotOrSlash(String path, int at) {
    return isEscape(path, at, "%2e") || isEscape(path, at, "%2f") || isEscape(path, at, "%5c");
  }

  private static boolean isEscape(String path, int at, String escape) {
    return path.regionMatches(true, at, escape, 0, ESCAPE_LENGTH);
  }
}
