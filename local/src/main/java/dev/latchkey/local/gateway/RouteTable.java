package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Api.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of an API. Of the paths that match, the most specific counts: a literal segment before
 * {@code {param}} before {@code {proxy+}}. A trailing slash makes no difference; {@code {proxy+}}
 * takes one segment or more.
 *
 * <p>In a REST API the path is chosen first and then has the method or not; in an HTTP API path and
 * method are chosen together.
 */
final class RouteTable {
  private final boolean pathFirst;
  private final List<Entry> entries = new ArrayList<>();

  RouteTable(Api api) {
    pathFirst = api.kind() == Api.Kind.REST;
    api.routes().forEach(route -> entries.add(new Entry(route, segments(route.path()))));
    entries.sort(Comparator.comparing(Entry::rank));
  }

  /** A route and what its path's parameters matched, as it was sent. */
  record Match(Route route, Map<String, String> parameters) {}

  @Nullable Match find(String method, String path) {
    List<String> segments = segments(path);
    @Nullable String chosen = null;
    @Nullable Match any = null;
    for (Entry entry : entries) {
      if (chosen != null && !chosen.equals(entry.route.path())) {
        continue;
      }
      Map<String, String> parameters = entry.match(segments);
      if (parameters == null) {
        continue;
      }
      if (pathFirst) {
        chosen = entry.route.path();
      }
      if (entry.route.method().equals(method)) {
        return new Match(entry.route, parameters);
      }
      if (any == null && entry.route.method().equals("ANY")) {
        any = new Match(entry.route, parameters);
        if (!pathFirst) {
          return any;
        }
      }
    }
    return any;
  }

  private static List<String> segments(String path) {
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    if (trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
  }

  private record Entry(Route route, List<String> pattern) {
    /** Sorts specific paths first; of one path, its own methods before {@code ANY}. */
    String rank() {
      StringBuilder rank = new StringBuilder();
      for (String segment : pattern) {
        rank.append(isGreedy(segment) ? '3' : isParameter(segment) ? '2' : '1');
      }
      if (route.path().equals("$default")) {
        rank.append('9');
      }
      return rank.append(route.method().equals("ANY") ? "1" : "0").toString();
    }

    @Nullable Map<String, String> match(List<String> segments) {
      Map<String, String> parameters = new LinkedHashMap<>();
      if (route.path().equals("$default")) {
        return parameters;
      }
      for (int i = 0; i < pattern.size(); i++) {
        String expected = pattern.get(i);
        if (i >= segments.size()) {
          return null;
        }
        if (isGreedy(expected)) {
          parameters.put(
              expected.substring(1, expected.length() - 2),
              String.join("/", segments.subList(i, segments.size())));
          return parameters;
        }
        if (isParameter(expected)) {
          if (segments.get(i).isEmpty()) {
            return null;
          }
          parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
        } else if (!expected.equals(segments.get(i))) {
          return null;
        }
      }
      return pattern.size() == segments.size() ? parameters : null;
    }

    private static boolean isParameter(String segment) {
      return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
      return segment.startsWith("{") && segment.endsWith("+}");
    }
  }
}
