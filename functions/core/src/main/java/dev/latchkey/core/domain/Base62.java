package dev.latchkey.core.domain;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The Base62 alphabet {@code 0-9A-Za-z}: number encoding, random text and membership tests. */
final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RADIX = 62;

  /**
   * The largest multiple of 62 that fits in a byte. Larger bytes are discarded to keep the text
   * uniform.
   */
  private static final int UNBIASED_LIMIT = 248;

  private static final boolean[] MEMBER = new boolean[128];

  static {
    ALPHABET.chars().forEach(c -> MEMBER[c] = true);
  }

  private Base62() {}

  /** Returns random text of this length, uniformly distributed. */
  static String random(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length);
    byte[] drawn = new byte[length + length / 8];
    while (text.length() < length) {
      random.nextBytes(drawn);
      for (int i = 0; i < drawn.length && text.length() < length; i++) {
        int value = drawn[i] & 0xff;
        if (value < UNBIASED_LIMIT) {
          text.append(ALPHABET.charAt(value % RADIX));
        }
      }
    }
    Arrays.fill(drawn, (byte) 0);
    return text.toString();
  }

  /** Returns a number with this many digits, most significant first, padded with {@code 0}. */
  static String encode(long number, int width) {
    char[] digits = new char[width];
    long rest = number;
    for (int i = width - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest % RADIX));
      rest /= RADIX;
    }
    return new String(digits);
  }

  /**
   * Returns whether a text, from {@code start} to its end, is the encoding of a number at that
   * width; see {@link #encode}.
   */
  static boolean reads(String text, int start, long number) {
    long rest = number;
    for (int i = text.length() - 1; i >= start; i--) {
      if (text.charAt(i) != ALPHABET.charAt((int) (rest % RADIX))) {
        return false;
      }
      rest /= RADIX;
    }
    return true;
  }

  /**
   * Returns whether all characters of {@code text} from {@code start} to before {@code end} belong
   * to the alphabet.
   */
  static boolean holds(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c >= MEMBER.length || !MEMBER[c]) {
        return false;
      }
    }
    return true;
  }
}
