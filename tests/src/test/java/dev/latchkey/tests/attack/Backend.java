package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.Route;
import dev.latchkey.tests.attack.RouteOracle.Called;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server behind {@code {proxy+}} that takes every liberty with a path: it decodes it, takes a
 * backslash for a slash, drops what follows a {@code ;}, resolves dot segments, and merges slashes.
 */
final class Backend {
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  private Backend() {}

  /**
   * Whether a route names what the server serves. What routes say is normalized too, since the
   * server would.
   */
  static boolean servesWhatIsNamed(List<Route> routes, Called called) {
    String served = normalized(called.path());
    return routes.stream()
        .filter(route -> RouteOracle.opensCallOnAnyPath(route, called))
        .anyMatch(route -> RouteOracle.namesPath(normalizedRoute(route.path()), served));
  }

  private static String normalizedRoute(String path) {
    if (!path.endsWith("*")) {
      return normalized(path);
    }
    String stem = normalized(path.substring(0, path.length() - 1));
    return path.equals("*") ? path : stem.equals("/") ? "/*" : stem + "/*";
  }

  private static String normalized(String path) {
    String decoded =
        ESCAPE
            .matcher(path)
            .replaceAll(
                hex ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(hex.group(1), 16))))
            .replace('\\', '/');
    List<String> served = new ArrayList<>();
    for (String segment : decoded.split("/", -1)) {
      String name = name(segment);
      if (name.equals("..")) {
        served.subList(Math.max(0, served.size() - 1), served.size()).clear();
      } else if (!name.isEmpty() && !name.equals(".")) {
        served.add(name);
      }
    }
    return "/" + String.join("/", served);
  }

  /** A segment without parameters. One that is nothing else stays: it is a segment all the same. */
  private static String name(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon > 0 ? segment.substring(0, semicolon) : segment;
  }
}
