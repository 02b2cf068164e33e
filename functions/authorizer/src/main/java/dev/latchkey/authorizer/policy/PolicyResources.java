package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * A data API's routes as the resources of an IAM policy that opens exactly what {@link Route#opens}
 * does.
 *
 * <p>In a policy a {@code *} stands for any characters, slashes too, and for none. With one for the
 * method, {@code api/stage/}…{@code /orders} would open {@code GET /x/orders} as well: each method
 * is named instead. For the same reason any stage is the called one, since API Gateway keeps
 * policies by stage. {@code /orders/*} is {@code /orders/?*}, for it does not open {@code
 * /orders/}. Other APIs' routes are left out, since an authorizer and what it keeps belong to one
 * API.
 */
public final class PolicyResources {
  private PolicyResources() {}

  /** The resources that a data API's keys open on the called API. */
  public static List<String> of(DataApi dataApi, MethodArn called) {
    List<String> resources = new ArrayList<>();
    for (Route route : dataApi.routes()) {
      if (route.apiId().equals(called.call().apiId())) {
        add(route, called, resources);
      }
    }
    return resources;
  }

  /** All of the called API. */
  public static String all(MethodArn called) {
    return called.resource(called.call().apiId(), Route.ANY, Route.ANY, "/*");
  }

  private static void add(Route route, MethodArn called, List<String> resources) {
    ApiRequest call = called.call();
    String path = path(route);
    boolean anyMethod = route.method().equals(Route.ANY);
    boolean anyCall = anyMethod && route.path().equals(Route.ANY);
    boolean anyStage = route.stage().equals(Route.ANY) && !anyCall;
    String stage = anyStage ? call.stage() : route.stage();
    if (!anyMethod || anyCall) {
      resources.add(called.resource(route.apiId(), stage, route.method(), path));
      return;
    }
    for (String method : Route.METHODS) {
      resources.add(called.resource(route.apiId(), stage, method, path));
    }
    if (!Route.METHODS.contains(call.method())) {
      resources.add(called.resource(route.apiId(), stage, call.method(), path));
    }
  }

  private static String path(Route route) {
    String path = route.path();
    if (path.equals(Route.ANY)) {
      return "/*";
    }
    return route.opensBelow() ? path.substring(0, path.length() - 1) + "?*" : path;
  }
}
