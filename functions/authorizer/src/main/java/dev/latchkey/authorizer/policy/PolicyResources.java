package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the authorizer's IAM policies: those of a data API's routes, which allow exactly
 * the requests that {@link Route#allows} allows, and those of ambiguous paths.
 *
 * <p>In a resource, {@code *} matches any characters, including slashes and none at all. As a
 * method, it would make {@code api/stage/}…{@code /orders} match {@code GET /x/orders} as well, so
 * each method is named instead. For the same reason, a route for any stage gets the request's
 * stage; API Gateway caches policies by stage. {@code /orders/*} becomes {@code /orders/?*}, since
 * the route does not cover {@code /orders/}. Routes of other APIs are left out, since an authorizer
 * and its cache belong to one API.
 */
public final class PolicyResources {
  /**
   * Ambiguous paths (see {@link ApiRequest#hasAmbiguousPath}). A leading {@code *} covers the API's
   * ID, the stage, the method and the beginning of the path. The first three cannot be empty or
   * contain a dot, a backslash or {@code %}, so no pattern matches outside the path. Matching is
   * case-sensitive, so each case of an encoded character needs its own pattern.
   */
  private static final List<String> AMBIGUOUS =
      List.of(
          "*//*",
          "*/.",
          "*/./*",
          "*/.;*",
          "*/.%3b*",
          "*/.%3B*",
          "*/..",
          "*/../*",
          "*/..;*",
          "*/..%3b*",
          "*/..%3B*",
          "*\\*",
          "*%2e*",
          "*%2E*",
          "*%2f*",
          "*%2F*",
          "*%5c*",
          "*%5C*");

  private PolicyResources() {}

  /**
   * Returns the resources that a data API's keys allow on the requested API.
   *
   * @param methods the methods that a key is limited to; {@code null} for all
   */
  public static List<String> of(
      DataApi dataApi, @Nullable List<String> methods, MethodArn requested) {
    List<String> resources = new ArrayList<>();
    for (Route route : dataApi.routes()) {
      if (route.apiId().equals(requested.request().apiId())) {
        if (methods == null) {
          add(route, requested, resources);
        } else {
          add(route, methods, requested, resources);
        }
      }
    }
    return resources;
  }

  /** Returns the resource that covers the whole requested API. */
  public static String all(MethodArn requested) {
    return requested.resource(requested.request().apiId(), Route.ANY, Route.ANY, "/*");
  }

  /**
   * Adds the resources of ambiguous paths to an array. They cover all APIs of the same account and
   * Region. API Gateway applies a cached policy to later requests, so the policy has to deny these
   * paths itself.
   */
  public static void writeAmbiguous(JsonBuffer json, MethodArn requested) {
    for (String resource : AMBIGUOUS) {
      json.string(requested.scope(), resource);
    }
  }

  private static void add(Route route, MethodArn requested, List<String> resources) {
    ApiRequest request = requested.request();
    String path = path(route);
    boolean anyMethod = route.method().equals(Route.ANY);
    boolean anyCall = anyMethod && route.path().equals(Route.ANY);
    boolean anyStage = route.stage().equals(Route.ANY) && !anyCall;
    String stage = anyStage ? request.stage() : route.stage();
    if (!anyMethod || anyCall) {
      resources.add(requested.resource(route.apiId(), stage, route.method(), path));
      return;
    }
    for (String method : Route.METHODS) {
      resources.add(requested.resource(route.apiId(), stage, method, path));
    }
    if (!Route.METHODS.contains(request.method())) {
      resources.add(requested.resource(route.apiId(), stage, request.method(), path));
    }
  }

  private static void add(
      Route route, List<String> methods, MethodArn requested, List<String> resources) {
    String stage = route.stage().equals(Route.ANY) ? requested.request().stage() : route.stage();
    for (String method : methods) {
      if (route.method().equals(Route.ANY) || route.method().equals(method)) {
        resources.add(requested.resource(route.apiId(), stage, method, path(route)));
      }
    }
  }

  private static String path(Route route) {
    String path = route.path();
    if (path.equals(Route.ANY)) {
      return "/*";
    }
    return route.coversSubpaths() ? path.substring(0, path.length() - 1) + "?*" : path;
  }
}
