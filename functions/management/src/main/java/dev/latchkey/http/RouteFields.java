package dev.latchkey.http;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
          "must be * or one of " + String.join(", ", Route.METHODS),
          "path",
          "must be * or a path such as /orders, /orders/42 or /orders/*, at most "
              + Route.MAX_PATH_LENGTH
              + " characters");

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
      String apiId = part(object, "api_id");
      String stage = part(object, "stage");
      String method = part(object, "method");
      String path = part(object, "path");
      object.refuseOthers();
      if (apiId != null && stage != null && method != null && path != null) {
        routes.add(new Route(apiId, stage, method, path));
      }
    }
    return routes;
  }

  private static @Nullable String part(Fields object, String name) {
    if (!object.has(name)) {
      return name.equals("api_id") ? null : Route.ANY;
    }
    return object.text(name, value -> Route.hasForm(name, value) ? null : EXPECTED.get(name));
  }
}
