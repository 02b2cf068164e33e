package dev.latchkey.http;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.Route;
import dev.latchkey.key.RoutePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads routes, and writes them. */
final class RouteFields {
  private static final Map<String, String> EXPECTED =
      Map.of(
          "api_id",
          "must be an API Gateway id: 1 to 64 characters of A-Z, a-z, 0-9 and -",
          "stage",
          "must be * or a stage's name: 1 to 128 characters of A-Z, a-z, 0-9, _, $ and -",
          "method",
          "must be * or one of " + String.join(", ", Route.METHODS));

  private RouteFields() {}

  /** The field {@code routes}; {@code null} if it is absent or something is wrong with it. */
  static @Nullable List<Route> read(Fields body) {
    List<Fields> objects = body.objects("routes", DataApi.MAX_ROUTES);
    if (objects == null) {
      return null;
    }
    List<Route> routes = new ArrayList<>();
    for (Fields object : objects) {
      object.require("api_id");
      String apiId = object.text("api_id", value -> problem("api_id", value));
      String stage = part(object, "stage", value -> problem("stage", value));
      String method = part(object, "method", value -> problem("method", value));
      String path = part(object, "path", RoutePath::problem);
      object.refuseOthers();
      if (apiId != null && stage != null && method != null && path != null) {
        routes.add(new Route(apiId, stage, method, path));
      }
    }
    return routes;
  }

  /** A part that stands for all if it is absent. */
  private static @Nullable String part(
      Fields object, String name, Function<String, @Nullable String> problem) {
    return object.has(name) ? object.text(name, problem) : Route.ANY;
  }

  private static @Nullable String problem(String name, String value) {
    return Route.hasForm(name, value) ? null : EXPECTED.get(name);
  }
}
