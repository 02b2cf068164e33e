package dev.latchkey.core.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON in ASCII. Other characters are escaped, so that no reader can mistake them for
 * another character set or a line break. The buffer adds commas; the caller ends every object and
 * array it begins.
 */
public final class JsonBuffer {
  private static final String HEX = "0123456789abcdef";
  private static final char REPLACEMENT = '\uFFFD';

  private byte[] bytes;
  private int length;
  private boolean comma;

  /**
   * @param capacity the initial capacity, in bytes
   */
  public JsonBuffer(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** Begins an object. */
  public JsonBuffer beginObject() {
    return begin('{');
  }

  /** Ends an object. */
  public JsonBuffer endObject() {
    return end('}');
  }

  /** Begins an array. */
  public JsonBuffer beginArray() {
    return begin('[');
  }

  /** Ends an array. */
  public JsonBuffer endArray() {
    return end(']');
  }

  /** Adds the name of the next value. */
  public JsonBuffer name(String name) {
    string(name);
    put(':');
    comma = false;
    return this;
  }

  /** Adds a string. */
  public JsonBuffer string(String text) {
    return string(text, "");
  }

  /**
   * Adds one string that is given in two parts, so that the caller need not concatenate them.
   *
   * @param head the first part; must not end within a surrogate pair
   */
  public JsonBuffer string(String head, String tail) {
    separate();
    put('"');
    characters(head);
    characters(tail);
    put('"');
    return this;
  }

  /** Adds a whole number. */
  public JsonBuffer number(long value) {
    return literal(Long.toString(value));
  }

  /**
   * Adds a number.
   *
   * @param value a finite number, since JSON has neither infinities nor NaN
   */
  public JsonBuffer number(double value) {
    return literal(Double.toString(value));
  }

  /** Adds {@code true} or {@code false}. */
  public JsonBuffer bool(boolean value) {
    return literal(Boolean.toString(value));
  }

  /** Returns how many bytes it has. */
  public int length() {
    return length;
  }

  /** Returns how many bytes a string has in JSON, with its quotation marks. */
  public static int sizeOf(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      size += sizeOf(text.charAt(i));
    }
    return size;
  }

  /** Returns the longest beginning of a text that has at most this many bytes in JSON. */
  public static String cut(String text, int bytes) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      size += sizeOf(text.charAt(i));
      if (size > bytes) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** Writes everything to a stream, in one call of {@code write}. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Returns its bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  JsonBuffer newLine() {
    put('\n');
    return this;
  }

  private JsonBuffer begin(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonBuffer end(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  private JsonBuffer literal(String ascii) {
    separate();
    for (int i = 0; i < ascii.length(); i++) {
      put(ascii.charAt(i));
    }
    return this;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
    comma = true;
  }

  private void characters(String text) {
    for (int i = 0; i < text.length(); i++) {
      character(text, i);
    }
  }

  private void character(String text, int index) {
    char c = text.charAt(index);
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c >= ' ' && c < 0x7F) {
      put(c);
    } else {
      escape(isUnpaired(text, index) ? REPLACEMENT : c);
    }
  }

  private void escape(char c) {
    put('\\');
    put('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX.charAt((c >> shift) & 0xF));
    }
  }

  private static int sizeOf(char c) {
    if (c == '"' || c == '\\') {
      return 2;
    }
    return c >= ' ' && c < 0x7F ? 1 : 6;
  }

  private static boolean isUnpaired(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private void put(char ascii) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) ascii;
  }
}
