package dev.latchkey.tests.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that a request shows to a data API, in the right header or not.
 *
 * @param good a key of that data API
 * @param other another one
 * @param elsewhere a good key of another data API
 * @param revoked a key of that data API that opens nothing any more
 */
record HeaderKeys(String good, String other, String elsewhere, String revoked) {
  private static final String API_KEY = "X-Api-Key";
  private static final String AUTHORIZATION = "Authorization";

  private static final List<String> LINES =
      List.of(
          "X-Api-Key: %s",
          "x-api-key:%s",
          "X-API-kEY:\t %s \t",
          "Authorization: Bearer %s",
          "authorization: bearer %s",
          "AUTHORIZATION:BEARER  \t%s",
          "Authorization: Bearer\t%s",
          "Authorization: Bearer%s",
          "Authorization: Basic %s",
          "Authorization: Bearer \"%s\"",
          "Authorization: Digest x, Bearer %s",
          "Authorization: Bearer %s, Bearer %1$s",
          "Authorization: %s\r\nX-Api-Key: %1$s",
          "X-Api-Key: %s\r\nAuthorization: Bearer %1$s",
          "X-Api-Key: %s\r\nAuthorization: Basic eDp5",
          "X-Api-Key: %s\r\nx-api-key: %1$s",
          "X-Api-Key: %s, %1$s",
          "X-Api-Key: %s,");

  /** Header fields that show one key or more, or what looks like one. */
  HeaderCases cases() {
    List<String> shown =
        List.of(
            good,
            other,
            elsewhere,
            revoked,
            SeededKeys.draw(Attack.random(0)).reveal(),
            "",
            good.substring(0, good.length() / 2),
            good.substring(0, 20) + " " + good.substring(20),
            good.toLowerCase(Locale.ROOT),
            "\"" + good + "\"",
            good + good,
            good + "=");
    List<String> lines = new ArrayList<>();
    LINES.forEach(line -> lines.add(line.formatted(HeaderCases.credential(0))));
    for (int i = 1; i < shown.size(); i++) {
      lines.add(LINES.get(i % 6).formatted(HeaderCases.credential(i)));
    }
    return new HeaderCases(lines, shown);
  }

  /** The status that R7 wants of fields. */
  int status(HeaderFields fields) {
    List<String> shown = fields.members(API_KEY);
    List<String> credentials = fields.members(AUTHORIZATION);
    Pattern bearer = Pattern.compile("(?i)Bearer [\t ]*(lk_.*)");
    List<String> bearers =
        credentials.stream()
            .map(bearer::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .toList();
    if (shown.size() > 1 || (!bearers.isEmpty() && credentials.size() > 1)) {
      return 401;
    }
    Set<String> keys =
        Stream.concat(shown.stream(), bearers.stream())
            .filter(key -> !key.isEmpty())
            .collect(Collectors.toSet());
    if (keys.size() != 1) {
      return 401;
    }
    return keys.contains(elsewhere) ? 403 : keys.contains(good) || keys.contains(other) ? 200 : 401;
  }
}
