package dev.latchkey.json;

/** Makes JSON Pointers (RFC 6901). */
public final class JsonPointer {
  private static final int MOST_SHOWN = 64;

  private JsonPointer() {}

  /**
   * The pointer of a member or element. Of a name longer than 64 characters the rest is cut off;
   * characters that cannot be shown are replaced.
   */
  public static String of(String parent, String name) {
    StringBuilder pointer = new StringBuilder(parent).append('/');
    name.codePoints().limit(MOST_SHOWN).forEach(c -> append(pointer, c));
    return name.codePointCount(0, name.length()) > MOST_SHOWN
        ? pointer.append('…').toString()
        : pointer.toString();
  }

  private static void append(StringBuilder pointer, int codePoint) {
    switch (codePoint) {
      case '~' -> pointer.append("~0");
      case '/' -> pointer.append("~1");
      default ->
          pointer.appendCodePoint(
              Character.getType(codePoint) == Character.SURROGATE ? 0xFFFD : codePoint);
    }
  }
}
