package dev.latchkey.core.domain;

/** Names of members in pointers (RFC 6901). */
final class MemberName {
  private static final int MAX_LENGTH = 64;

  private MemberName() {}

  /** Returns a name as a token of a pointer, cut to 64 characters. */
  static String escaped(String name) {
    String token = name.replace("~", "~0").replace("/", "~1");
    return token.length() > MAX_LENGTH ? token.substring(0, MAX_LENGTH) + "…" : token;
  }
}
