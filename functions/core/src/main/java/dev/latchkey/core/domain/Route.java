package dev.latchkey.core.domain;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route: part of an API, or of a host behind a proxy, that a data API's keys may call.
 *
 * @param host the host's name, or {@code *.} and a name for all hosts one label below it; empty for
 *     a route of an API
 * @param apiId the API's ID; empty for a route of a host
 * @param stage the stage's name, or {@code *} for all
 * @param method one of {@link #METHODS}, or {@code *} for all
 * @param path {@code *} for all, a literal path, or a path that ends in {@code /*} for all paths
 *     below it, without itself; see {@link RoutePath}
 */
public record Route(String host, String apiId, String stage, String method, String path) {
  /** The wildcard for all stages, methods or paths. */
  public static final String ANY = "*";

  /** The methods that a route may have. */
  public static final List<String> METHODS =
      List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  static final String HOST = "host";

  /** The forms of the other fields, by their API names. */
  public static final Map<String, Pattern> FORMS =
      Map.of(
          "api_id", Pattern.compile("[A-Za-z0-9-]{1,64}"),
          "stage", Pattern.compile("\\*|[A-Za-z0-9_$-]{1,128}"),
          "method", Pattern.compile("\\*|" + String.join("|", METHODS)));

  private static final Map<String, String> EXPECTED =
      Map.of(
          "api_id", "must be the ID of an API: 1 to 64 characters of A-Z, a-z, 0-9 and -",
          "stage", "must be * or a stage's name: 1 to 128 characters of A-Z, a-z, 0-9, _, $ and -",
          "method", "must be * or one of " + String.join(", ", METHODS));

  private static final String PATH = "path";
  private static final String BELOW = "/*";

  /**
   * @throws IllegalArgumentException if a part is not well formed
   */
  public Route {
    if (host.isEmpty()) {
      require("api_id", apiId);
    } else {
      require(HOST, host);
      if (!apiId.isEmpty() || !stage.equals(ANY)) {
        throw new IllegalArgumentException("A route of a host has no API and no stage.");
      }
    }
    require("stage", stage);
    require("method", method);
    require(PATH, path);
  }

  /** Creates a route of an API. */
  public Route(String apiId, String stage, String method, String path) {
    this("", apiId, stage, method, path);
  }

  /** Returns a route of a host. */
  public static Route ofHost(String host, String method, String path) {
    return new Route(host, "", ANY, method, path);
  }

  /**
   * Returns what is wrong with a part of a route, as a phrase that follows its name; {@code null}
   * if nothing is.
   */
  public static @Nullable String problem(String field, String value) {
    if (field.equals(PATH)) {
      return RoutePath.problem(value);
    }
    if (field.equals(HOST)) {
      return HostName.problem(value);
    }
    Pattern form = FORMS.get(field);
    return form != null && form.matcher(value).matches() ? null : EXPECTED.get(field);
  }

  /**
   * Returns whether this route allows a request. Everything is compared literally and
   * case-sensitively.
   */
  public boolean allows(ApiRequest request) {
    return apiId.equals(request.apiId())
        && (host.isEmpty() || HostName.covers(host, request.host()))
        && allows(stage, request.stage())
        && allows(method, request.method())
        && allowsPath(request.path());
  }

  /** Returns whether some request matches both routes. */
  public boolean overlaps(Route other) {
    return apiId.equals(other.apiId)
        && (host.isEmpty() || HostName.overlap(host, other.host))
        && overlaps(stage, other.stage)
        && overlaps(method, other.method)
        && (allowsPathsOf(other) || other.allowsPathsOf(this));
  }

  /** Returns whether it is a route of a host. */
  public boolean isOfHost() {
    return !host.isEmpty();
  }

  /** Returns whether the path covers all paths below it. */
  public boolean coversSubpaths() {
    return path.endsWith(BELOW);
  }

  private boolean allowsPath(String requested) {
    if (coversSubpaths()) {
      String stem = path.substring(0, path.length() - 1);
      return requested.length() > stem.length() && requested.startsWith(stem);
    }
    return allows(path, requested);
  }

  private boolean allowsPathsOf(Route other) {
    return path.equals(other.path) || (!other.path.equals(ANY) && allowsPath(other.path));
  }

  private static boolean allows(String own, String requested) {
    return own.equals(ANY) || own.equals(requested);
  }

  private static boolean overlaps(String one, String other) {
    return allows(one, other) || other.equals(ANY);
  }

  private static void require(String field, String value) {
    if (problem(field, value) != null) {
      throw new IllegalArgumentException("A route's " + field + " is not well formed.");
    }
  }
}
