package dev.latchkey.core.domain;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address.
 *
 * @param bits its length: 32 for IPv4, 128 for IPv6
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; an IPv4 address in the last 32 bits
 */
public record IpAddress(int bits, long high, long low) {
  private static final int V4 = 32;
  private static final int V6 = 128;
  private static final int HALF = 64;
  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int MAX_OCTET = 255;
  private static final long MAPPED = 0xffffL;

  /**
   * Returns the address of a text; {@code null} if it is none. IPv4 is four decimal numbers without
   * leading zeros, since some programs read those as octal. IPv6 is any form of RFC 4291, without a
   * zone.
   */
  public static @Nullable IpAddress parse(String text) {
    return text.indexOf(':') < 0 ? v4(text) : v6(text);
  }

  /** Returns this address; the IPv4 address for an IPv4-mapped IPv6 address. */
  public IpAddress unmapped() {
    return isMapped() ? new IpAddress(V4, 0, low & 0xffffffffL) : this;
  }

  /** Returns whether it is an IPv4-mapped IPv6 address, such as {@code ::ffff:192.0.2.1}. */
  public boolean isMapped() {
    return bits == V6 && high == 0 && low >>> V4 == MAPPED;
  }

  /** Returns the address with its first bits only; all others are 0. */
  public IpAddress first(int count) {
    if (bits == V4) {
      return new IpAddress(V4, 0, low & leading(HALF - V4 + count) & 0xffffffffL);
    }
    return new IpAddress(
        V6, high & leading(Math.min(count, HALF)), low & leading(Math.max(0, count - HALF)));
  }

  /** Returns its canonical text; for IPv6 that of RFC 5952. */
  @Override
  public String toString() {
    return bits == V4 ? dotted() : grouped();
  }

  private static long leading(int count) {
    return count == 0 ? 0 : -1L << (HALF - count);
  }

  private static @Nullable IpAddress v4(String text) {
    long value = v4Value(text);
    return value < 0 ? null : new IpAddress(V4, 0, value);
  }

  /** Returns the number of an IPv4 address; -1 if the text is none. */
  private static long v4Value(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return -1;
    }
    long value = 0;
    for (String octet : octets) {
      int number = number(octet, 10, 3);
      if (number < 0 || number > MAX_OCTET || (octet.length() > 1 && octet.charAt(0) == '0')) {
        return -1;
      }
      value = value << 8 | number;
    }
    return value;
  }

  private static @Nullable IpAddress v6(String text) {
    int gap = text.indexOf("::");
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      return read(text, groups, 0) == GROUPS ? of(groups) : null;
    }
    String head = text.substring(0, gap);
    String tail = text.substring(gap + 2);
    int[] last = new int[GROUPS];
    int before = head.isEmpty() ? 0 : read(head, groups, 0);
    int after = tail.isEmpty() ? 0 : read(tail, last, 0);
    if (before < 0 || after < 0 || before + after >= GROUPS || head.indexOf('.') >= 0) {
      return null;
    }
    System.arraycopy(last, 0, groups, GROUPS - after, after);
    return of(groups);
  }

  /** Reads groups separated by colons. Returns their number; -1 if they are not well formed. */
  private static int read(String text, int[] groups, int from) {
    String[] parts = text.split(":", -1);
    int count = from;
    for (int i = 0; i < parts.length; i++) {
      boolean isV4 = parts[i].indexOf('.') >= 0 && i == parts.length - 1;
      if (count + (isV4 ? 2 : 1) > GROUPS) {
        return -1;
      }
      long value = isV4 ? v4Value(parts[i]) : number(parts[i], 16, 4);
      if (value < 0) {
        return -1;
      }
      if (isV4) {
        groups[count++] = (int) (value >> GROUP_BITS);
      }
      groups[count++] = (int) (value & 0xffff);
    }
    return count;
  }

  private static IpAddress of(int[] groups) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS / 2; i++) {
      high = high << GROUP_BITS | groups[i];
      low = low << GROUP_BITS | groups[i + GROUPS / 2];
    }
    return new IpAddress(V6, high, low);
  }

  /** Returns a number without a sign; -1 if the text is none or has too many digits. */
  private static int number(String text, int radix, int maxDigits) {
    if (text.isEmpty() || text.length() > maxDigits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }

  private String dotted() {
    return (low >> 24) + "." + (low >> 16 & 0xff) + "." + (low >> 8 & 0xff) + "." + (low & 0xff);
  }

  private String grouped() {
    int start = 0;
    int length = 0;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && group(i + zeros) == 0) {
        zeros++;
      }
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (length > 1 && i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean isAfterColon = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(isAfterColon ? "" : ":").append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int group(int i) {
    long half = i < GROUPS / 2 ? high : low;
    return (int) (half >>> (HALF - GROUP_BITS * (i % (GROUPS / 2) + 1))) & 0xffff;
  }
}
