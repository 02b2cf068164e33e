package dev.latchkey.tests.attack;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
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

  /** Adds one key or more, or what looks like one. */
  HostileHeaders draw(HostileHeaders headers, SplittableRandom random) {
    for (int i = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1; i > 0; i--) {
      String key = random.nextInt(4) > 0 ? good : Opening.one(odd(random), random);
      if (random.nextBoolean()) {
        headers.add(API_KEY, listed(key, random));
      } else {
        String credentials =
            Opening.one(
                List.of(
                    "Bearer %s",
                    "Bearer %s",
                    "bearer %s",
                    "BEARER  \t%s",
                    "Bearer\t%s",
                    "Bearer%s",
                    "Basic %s",
                    "%s",
                    "Bearer \"%s\"",
                    "Digest x, Bearer %s"),
                random);
        headers.add(AUTHORIZATION, listed(credentials.formatted(key), random));
      }
    }
    if (random.nextInt(6) == 0) {
      headers.add(
          AUTHORIZATION,
          Opening.one(List.of("Basic eDp5", "Bearer eyJ.e30.x", "Bearer", "", ","), random));
    }
    return headers;
  }

  private List<String> odd(SplittableRandom random) {
    int at = random.nextInt(good.length());
    return List.of(
        other,
        elsewhere,
        revoked,
        Keys.draw(random).reveal(),
        "",
        good.substring(0, at),
        good.substring(0, at) + " " + good.substring(at),
        good.toLowerCase(Locale.ROOT),
        "\"" + good + "\"",
        good + good,
        good + "=");
  }

  private static String listed(String value, SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> value + ", " + value;
      case 1 -> value + ",";
      case 2 -> ", " + value;
      default -> value;
    };
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
