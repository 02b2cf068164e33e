package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.Route;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which call a route opens, put down a second time from the rules alone, and routes and calls that
 * nearly meet.
 */
final class RouteOracle {
  static final String SCOPE = "arn:aws:execute-api:eu-west-1:123456789012:";

  private static final Pattern AMBIGUOUS =
      Pattern.compile("(?i)//|/\\.\\.?(/|;|%3b|\\z)|\\\\|%2e|%2f|%5c");
  private static final List<String> APIS = List.of("a1", "a1b", "A1", "a");
  private static final List<String> STAGES = List.of("live", "live2", "LIVE", "$default", "-");
  private static final List<String> METHODS = List.of("GET", "POST", "GETT", "G", "TRACE");
  private static final List<String> ROUTE_SEGMENTS =
      List.of(
          "orders",
          "orders2",
          "order",
          "Orders",
          "ORDERS",
          "17",
          "orders:17",
          "orders(17)",
          "orders;a=b",
          "orders.",
          ".orders",
          "...",
          "a..b",
          "a%20b",
          "%6Frders",
          "%252F",
          "@me",
          "$",
          "~",
          "-",
          "live",
          "GET");
  private static final List<String> SEGMENTS =
      Stream.concat(
              ROUTE_SEGMENTS.stream(),
              Stream.of(
                  ".",
                  "..",
                  "..;",
                  ".;a=b",
                  "..%3b",
                  "..%3Ba",
                  "%2F",
                  "%2f",
                  "orders%2F17",
                  "..%2forders",
                  "%2E%2E",
                  "%2e",
                  "..%5Corders",
                  "%5c",
                  "orders\\17",
                  "%252E%252E",
                  "orders%00",
                  "%",
                  ";",
                  ""))
          .toList();
  private static final List<String> STRANGE =
      List.of(
          "",
          "*",
          "?",
          "**",
          "?*",
          "${a}",
          "$",
          "orders;a=b",
          "orders*",
          "orders?",
          " ",
          "+",
          "é",
          "\u0000",
          "\n",
          "a:b",
          ":",
          "@",
          "\\",
          "\"",
          "[a]",
          "orders/",
          "/orders");

  private RouteOracle() {}

  /** A call as the authorizer hears of it. */
  record Called(String apiId, String stage, String method, String path) {
    String arn() {
      return SCOPE + apiId + "/" + stage + "/" + method + path;
    }
  }

  /** Whether any of these routes opens a call, and its path is not ambiguous. */
  static boolean opens(List<Route> routes, Called called) {
    return !AMBIGUOUS.matcher(called.path()).find()
        && routes.stream()
            .anyMatch(
                route ->
                    opensCallOnAnyPath(route, called) && namesPath(route.path(), called.path()));
  }

  /** Whether a route opens a call, but for its path. */
  static boolean opensCallOnAnyPath(Route route, Called called) {
    return route.apiId().equals(called.apiId())
        && List.of("*", called.stage()).contains(route.stage())
        && List.of("*", called.method()).contains(route.method());
  }

  /** Whether a route's path names a path. */
  static boolean namesPath(String route, String path) {
    String pattern =
        route.equals("*")
            ? ".*"
            : route.endsWith("/*")
                ? Pattern.quote(route.substring(0, route.length() - 1)) + ".+"
                : Pattern.quote(route);
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(path).matches();
  }

  static Route route(SplittableRandom random) {
    String path =
        random.nextInt(8) == 0
            ? "*"
            : path(random, ROUTE_SEGMENTS) + (random.nextInt(3) == 0 ? "/*" : "");
    return new Route(
        one(APIS, random),
        random.nextBoolean() ? "*" : one(STAGES, random),
        random.nextInt(3) == 0 ? "*" : one(Route.METHODS, random),
        path);
  }

  /** A call at a place in the neighbourhood of some routes. */
  static Called called(String apiId, String stage, List<Route> routes, SplittableRandom random) {
    String near = one(routes, random).path();
    String path =
        switch (random.nextInt(6)) {
          case 0 -> path(random, SEGMENTS);
          case 1 -> path(random, STRANGE);
          case 2 -> near.startsWith("/") ? near.replace("*", "") : "/";
          case 3 -> near.startsWith("/") ? near.replace("*", one(STRANGE, random)) : "/";
          case 4 -> (near.startsWith("/") ? near : "") + path(random, SEGMENTS);
          default -> (near.startsWith("/") ? near : "/") + one(STRANGE, random);
        };
    String method = one(routes, random).method();
    return new Called(
        apiId,
        stage,
        method.equals("*") || random.nextBoolean() ? one(METHODS, random) : method,
        path);
  }

  static String apiId(SplittableRandom random) {
    return one(APIS, random);
  }

  static String stage(SplittableRandom random) {
    return one(STAGES, random);
  }

  static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String path(SplittableRandom random, List<String> segments) {
    StringBuilder path = new StringBuilder();
    int depth = 1 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      path.append('/').append(one(segments, random));
    }
    return path.toString();
  }
}
