package dev.latchkey.local.gateway;

/**
 * Patterns of IAM: {@code *} is any text, the empty one included, {@code ?} is one character, and a
 * slash is nothing special.
 */
public final class Wildcard {
  private Wildcard() {}

  /** Whether the whole text matches. Takes time in proportion to pattern × text, never more. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
