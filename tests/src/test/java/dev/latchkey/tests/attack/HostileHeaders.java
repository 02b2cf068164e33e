package dev.latchkey.tests.attack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A request's header fields in the making, as somebody hostile writes them: one character a byte,
 * with line ends that may be none.
 *
 * @see HeaderFields what is to be read from them
 */
final class HostileHeaders {
  /**
   * What says how the body is framed or coded: it may end a request before anyone asks for keys.
   */
  private static final List<String> TOUCHY =
      List.of(
          "Host: ",
          "Content-Encoding: gzip",
          "Content-Encoding: br",
          "Expect: 100-continue",
          "Expect: the unexpected",
          "Content-Length: -1",
          "Content-Length: a",
          "Content-Length: 0x0",
          "Transfer-Encoding: identity",
          "Transfer-Encoding: nothing",
          "Upgrade: websocket");

  private static final List<String> ODD =
      List.of(
          "X-Forwarded-For: ' OR 1=1 --, 127.0.0.1",
          "Forwarded: for=\"[::1]\";host=\"\\\"\"",
          "User-Agent: ",
          "User-Agent: ${jndi:ldap://x/a}",
          "Host: \"{}\\",
          "Host: a\tb",
          "Accept: image/png",
          "Accept: */*;q=, ,",
          "Accept-Encoding: gzip;q=abc, ,,*;q=0",
          "Accept-Encoding: br, gzip",
          "Connection: X-Api-Key, Authorization",
          "Connection: ,close,",
          "TE: trailers",
          "Trailer: X-Api-Key",
          "Range: bytes=0-",
          "If-None-Match: *",
          "Origin: null",
          "Cookie: X-Api-Key=a; Authorization=b",
          "X-HTTP-Method-Override: DELETE",
          "X-Original-URL: /v1/health",
          "X-Amzn-Trace-Id: Root=$(x)",
          "Authorization-: Bearer x",
          "X-Api: -Key",
          "Proxy-Authorization: Basic eDp5");

  private final SplittableRandom random;
  private final List<String> lines = new ArrayList<>();
  private final String head;
  private boolean isTouchy;

  /**
   * @param bodyBytes how long the request's body is, which they tell in any case
   */
  HostileHeaders(int bodyBytes, SplittableRandom random) {
    this.random = random;
    head = bodyBytes == 0 ? "" : "Content-Length: " + bodyBytes + "\r\nX-Body: y\r\n";
    lines.add("Host: localhost\r\n");
  }

  /** Adds a field, its name in some case, with some blanks around its value. */
  HostileHeaders add(String name, String value) {
    lines.add(
        cased(name) + ":" + one(" ", "", "\t", " \t  ") + value + one("", "", " ", "\t ") + "\r\n");
    return this;
  }

  /** Adds fields that nobody asked for. */
  HostileHeaders addOdd() {
    for (int i = random.nextInt(4); i > 0; i--) {
      lines.add(Opening.one(ODD, random) + "\r\n");
    }
    if (random.nextInt(12) == 0) {
      isTouchy = true;
      lines.add(Opening.one(TOUCHY, random) + "\r\n");
    }
    if (random.nextInt(12) == 0) {
      for (int i = random.nextInt(600); i >= 0; i--) {
        lines.add("X-Many-" + i + ": " + i + "\r\n");
      }
    }
    if (random.nextInt(12) == 0) {
      int length = Opening.one(List.of(1_000, 8_000, 10_200, 10_300, 16_384, 65_536), random);
      lines.add(one("X-Long", "Cookie", "User-Agent") + ": " + "v".repeat(length) + "\r\n");
    }
    return this;
  }

  /** Whether there is a field on account of which the request may be refused whoever sends it. */
  boolean isTouchy() {
    return isTouchy;
  }

  /** The fields in some order, of which now and then one is damaged. */
  String drawn() {
    for (int i = lines.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      lines.set(i, lines.set(other, lines.get(i)));
    }
    if (random.nextInt(3) == 0) {
      int damaged = random.nextInt(lines.size());
      lines.set(damaged, damaged(lines.get(damaged)));
    }
    return head + String.join("", lines) + "X-Last: y\r\n";
  }

  private String damaged(String line) {
    int end = line.length() - 2;
    int at = random.nextInt(end + 1);
    return switch (random.nextInt(9)) {
      case 0, 1 -> inserted(line, at, "" + (char) random.nextInt(0x20));
      case 2 -> inserted(line, at, one("\0", "\177", "\r", "\n", "\13"));
      case 3 -> inserted(line, at, one("\r\n ", "\r\n\t", "\n "));
      case 4 ->
          inserted(
              line, at, utf8(one("é", "\u212a", "\u00a0", "\uff21", "\u200b", "\ud83d\ude00")));
      case 5 -> inserted(line, at, one("\u0080", "\u00c0\u0080", "\u00ff", "\u00a0"));
      case 6 -> line.replaceFirst(":", one(" :", "\t:", "::", "", "=", " "));
      case 7 -> one(" ", "\t", ":", ",", "\0") + line;
      default -> line.substring(0, end) + one("\n", "\r", "", "\r\r\n");
    };
  }

  private static String inserted(String line, int at, String what) {
    return line.substring(0, at) + what + line.substring(at);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private String cased(String name) {
    boolean mixes = random.nextInt(3) == 0;
    StringBuilder cased = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      cased.append(mixes && random.nextBoolean() ? Character.toUpperCase(c) : c);
    }
    return random.nextInt(4) == 0 ? cased.toString().toLowerCase(Locale.ROOT) : cased.toString();
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
