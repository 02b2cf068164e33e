package dev.latchkey.tests.attack;

import dev.latchkey.key.Route;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Which call a route opens, put down a second time from the rules alone, and routes and calls that
 * nearly meet.
 */
final class Opening {
  static final String SCOPE = "arn:aws:execute-api:eu-west-1:123456789012:";

  private static final List<String> APIS = List.of("a1", "a1b", "A1", "a");
  private static final List<String> STAGES = List.of("live", "live2", "LIVE", "$default", "-");
  private static final List<String> METHODS = List.of("GET", "POST", "GETT", "G", "TRACE");
  private static final List<String> SEGMENTS =
      List.of(
          "orders",
          "orders2",
          "order",
          "Orders",
          "ORDERS",
          "17",
          ".",
          "..",
          "%2F",
          "%2f",
          "orders%2F17",
          "orders%2f17",
          "%6Frders",
          "orders%00",
          "orders.",
          "~",
          "-",
          "%",
          "%2E%2E",
          "%252F",
          "live",
          "GET");
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

  private Opening() {}

  /** A call as the authorizer hears of it. */
  record Called(String apiId, String stage, String method, String path) {
    String arn() {
      return SCOPE + apiId + "/" + stage + "/" + method + path;
    }
  }

  /** Whether any of these routes opens a call. */
  static boolean opens(List<Route> routes, Called called) {
    return routes.stream().anyMatch(route -> opens(route, called));
  }

  private static boolean opens(Route route, Called called) {
    String path =
        route.path().equals("*")
            ? ".*"
            : route.path().endsWith("/*")
                ? Pattern.quote(route.path().substring(0, route.path().length() - 1)) + ".+"
                : Pattern.quote(route.path());
    return route.apiId().equals(called.apiId())
        && List.of("*", called.stage()).contains(route.stage())
        && List.of("*", called.method()).contains(route.method())
        && Pattern.compile(path, Pattern.DOTALL).matcher(called.path()).matches();
  }

  static Route route(SplittableRandom random) {
    String path =
        random.nextInt(8) == 0
            ? "*"
            : path(random, SEGMENTS) + (random.nextInt(3) == 0 ? "/*" : "");
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
