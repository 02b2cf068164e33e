package dev.latchkey.local.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as URLs have it, in UTF-8 (RFC 3986, section 2.1). */
final class Percent {
  private static final int HEX = 16;

  private Percent() {}

  /**
   * The decoded text; bytes that are no UTF-8 become U+FFFD.
   *
   * @param plusIsSpace whether {@code +} stands for a blank, as it does in a query
   * @throws IllegalArgumentException if a percent sign begins no escape
   */
  static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        if (i + 2 >= bytes.length) {
          throw new IllegalArgumentException("a percent sign begins no escape");
        }
        out.write(digit(bytes[i + 1]) * HEX + digit(bytes[i + 2]));
        i += 2;
      } else {
        out.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte character) {
    int digit = Character.digit(character, HEX);
    if (digit < 0) {
      throw new IllegalArgumentException("a percent sign begins no escape");
    }
    return digit;
  }
}
