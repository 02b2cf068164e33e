package dev.latchkey.tests.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.testing.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Header fields as a hostile client writes them, made of good ones: one character for each byte,
 * with line ends that may be none.
 *
 * @see HeaderFields what is to be read from them
 */
final class HeaderCases {
  private static final List<String> ODD =
      List.of(
          "X-Forwarded-For: ' OR 1=1 --, 127.0.0.1",
          "Forwarded: for=\"[::1]\";host=\"\\\"\"",
          "User-Agent: ",
          "User-Agent: ${jndi:ldap://x/a}",
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
          "Authorization: Basic eDp5",
          "X-Api: -Key",
          "Proxy-Authorization: Basic eDp5");

  /** Fields that frame or code the body, or name the host. */
  private static final List<String> TOUCHY =
      List.of(
          "Host: ",
          "Host: \"{}\\",
          "Host: a\tb",
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

  private static final List<String> PIECES =
      List.of(
          ":",
          " :",
          "\t:",
          "::",
          "=",
          " ",
          "\t",
          ",",
          ", ",
          "\"",
          "\0",
          "\177",
          "\r",
          "\n",
          "\13",
          "\r\n",
          "\r\n ",
          "\r\n\t",
          "\n ",
          "\r\r\n",
          "é",
          "\u212a",
          "\u00a0",
          "\uff21",
          "\u200b",
          "\ud83d\ude00",
          "Bearer ",
          "Basic ",
          "X-Api-Key: ",
          "Authorization: ");

  private static final List<Integer> LONG = List.of(1_000, 8_000, 10_200, 10_300, 16_384, 65_536);

  /** A body that a request announces and does not send: its server waits for it. */
  private static final Pattern AWAITS_BODY =
      Pattern.compile("(?i)content-length[\\s\\p{Cntrl}:+,]*[0-9]+[^0-9x]");

  private final List<String> samples = new ArrayList<>();
  private final Mutations mutations;
  private final List<String> credentials;

  /**
   * @param shown lines that show credentials, each of which {@link #credential} stands for, so that
   *     a long one is not all that is damaged
   */
  HeaderCases(List<String> shown, List<String> credentials) {
    this.credentials = List.copyOf(credentials);
    for (int i = 0; i < ODD.size(); i++) {
      for (String line : shown) {
        samples.add("Host: localhost\r\n" + line + "\r\n" + ODD.get(i) + "\r\n");
      }
      String line = shown.get(i % shown.size()) + "\r\nHost: localhost\r\n";
      samples.add(line + TOUCHY.get(i % TOUCHY.size()) + "\r\n");
      samples.add(line + "X-Long: " + "v".repeat(LONG.get(i % LONG.size())) + "\r\n");
      samples.add(line + "X-Many: 1\r\n".repeat(25 * i));
    }
    mutations =
        new Mutations(
            samples,
            Stream.concat(PIECES.stream(), shown.stream()).map(HeaderCases::bytes).toList());
  }

  /** What stands for a credential in a line, by its place in the list. */
  static char credential(int place) {
    return (char) (0x100 + place);
  }

  /** Field lines with their ends, a third of them damaged. */
  String next(SplittableRandom random) {
    StringBuilder fields = new StringBuilder();
    do {
      fields.setLength(0);
      String drawn =
          random.nextInt(3) == 0 ? mutations.next(random) : RouteOracle.one(samples, random);
      for (int i = 0; i < drawn.length(); i++) {
        char c = drawn.charAt(i);
        int place = c - credential(0);
        fields.append(
            place < 0 ? "" + c : place < credentials.size() ? credentials.get(place) : "?");
      }
    } while (AWAITS_BODY.matcher(fields).find());
    return fields + "X-Last: y\r\n";
  }

  /** UTF-8, one character for each byte, but for what stands for a credential. */
  private static String bytes(String text) {
    return text.chars().allMatch(c -> c < 0x100 || c > 0x10f)
        ? new String(text.getBytes(UTF_8), ISO_8859_1)
        : text;
  }

  /** Whether a field may have a request refused whoever sends it. */
  static boolean isTouchy(HeaderFields fields) {
    return TOUCHY.stream()
        .map(line -> line.substring(0, line.indexOf(':')))
        .filter(name -> !name.equals("Host"))
        .anyMatch(name -> !fields.values(name).isEmpty());
  }
}
