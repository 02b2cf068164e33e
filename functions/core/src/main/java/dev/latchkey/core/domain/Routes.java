package dev.latchkey.core.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a data API's routes: a list of objects. */
final class Routes implements FieldType<List<Route>> {
  static final FieldType<List<Route>> TYPE = new Routes();

  private static final List<String> OF_API = List.of("api_id", "stage", "method", "path");
  private static final List<String> OF_HOST = List.of(Route.HOST, "method", "path");

  private Routes() {}

  @Override
  public @Nullable List<Route> parse(Object plain, Problems problems) {
    if (!(plain instanceof List<?> elements)
        || elements.isEmpty()
        || elements.size() > DataApiFields.MAX_ROUTES) {
      problems.add("", "must be a list of 1 to %d objects".formatted(DataApiFields.MAX_ROUTES));
      return null;
    }
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String path = "/" + i;
      Route route =
          elements.get(i) instanceof Map<?, ?> members
              ? route(members, (part, detail) -> problems.add(path + part, detail))
              : notAnObject(path, problems);
      if (route != null) {
        routes.add(route);
      }
    }
    return routes.size() == elements.size() ? List.copyOf(routes) : null;
  }

  @Override
  public List<Route> stored(Object plain) {
    if (!(plain instanceof List<?> elements)) {
      throw new IllegalStateException("Expected a list of routes, but found another type.");
    }
    List<Route> routes = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof Map<?, ?> members)) {
        throw new IllegalStateException("Expected a route, but found another type.");
      }
      routes.add(storedRoute(members));
    }
    return List.copyOf(routes);
  }

  @Override
  public Object plain(List<Route> routes) {
    return routes.stream().map(Routes::plain).toList();
  }

  @Override
  public Class<?> plainType() {
    return List.class;
  }

  private static Map<String, Object> plain(Route route) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (route.isOfHost()) {
      members.put(Route.HOST, route.host());
    } else {
      members.put("api_id", route.apiId());
      members.put("stage", route.stage());
    }
    members.put("method", route.method());
    members.put("path", route.path());
    return members;
  }

  private static @Nullable Route route(Map<?, ?> members, Problems problems) {
    boolean[] isGood = {true};
    Problems counted =
        (path, detail) -> {
          isGood[0] = false;
          problems.add(path, detail);
        };
    boolean isOfHost = members.containsKey(Route.HOST);
    if (!isOfHost && !members.containsKey("api_id")) {
      counted.add("/api_id", "is required");
    }
    List<String> names = isOfHost ? OF_HOST : OF_API;
    for (Object name : members.keySet()) {
      if (!names.contains((String) name)) {
        counted.add(
            "/" + MemberName.escaped((String) name),
            OF_API.contains((String) name)
                ? "must be absent in a route with host"
                : "is not a field of this request");
      }
    }
    List<String> parts = names.stream().map(name -> part(members, name, counted)).toList();
    return isGood[0] ? route(parts, isOfHost) : null;
  }

  private static Route route(List<String> parts, boolean isOfHost) {
    return isOfHost
        ? Route.ofHost(parts.get(0), parts.get(1), parts.get(2))
        : new Route(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static String part(Map<?, ?> members, String name, Problems problems) {
    Object value = members.containsKey(name) ? members.get(name) : Route.ANY;
    String problem = value instanceof String text ? Route.problem(name, text) : "must be a string";
    if (problem != null && members.containsKey(name)) {
      problems.add("/" + name, problem);
    }
    return value instanceof String text ? text : "";
  }

  private static @Nullable Route notAnObject(String path, Problems problems) {
    problems.add(path, "must be an object");
    return null;
  }

  private static Route storedRoute(Map<?, ?> members) {
    return members.containsKey(Route.HOST)
        ? Route.ofHost(
            storedPart(members, Route.HOST),
            storedPart(members, "method"),
            storedPart(members, "path"))
        : new Route(
            storedPart(members, "api_id"),
            storedPart(members, "stage"),
            storedPart(members, "method"),
            storedPart(members, "path"));
  }

  private static String storedPart(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalStateException("A route has no " + name + ".");
  }
}
