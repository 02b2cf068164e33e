package dev.latchkey.core.domain;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an API that a data API's keys may use.
 *
 * @param apiId the ID of the API; literal
 * @param stage the stage's name, or {@code *} for all
 * @param method one of {@link #METHODS}, or {@code *} for all
 * @param path {@code *} for all, a literal path, or a path that ends in {@code /*} for all below
 *     it, itself not included; see {@link RoutePath}
 */
public record Route(String apiId, String stage, String method, String path) {
  /** Stands for all stages, methods or paths. */
  public static final String ANY = "*";

  /** The methods that a route may name. */
  public static final List<String> METHODS =
      List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  /** The form of each other field, as the API names them. */
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
   * @throws IllegalArgumentException if a part has not its form
   */
  public Route {
    require("api_id", apiId);
    require("stage", stage);
    require("method", method);
    require(PATH, path);
  }

  /**
   * What is wrong with a part of a route, in words that follow its name; {@code null} if nothing
   * is.
   */
  static @Nullable String problem(String field, String value) {
    if (field.equals(PATH)) {
      return RoutePath.problem(value);
    }
    Pattern form = FORMS.get(field);
    return form != null && form.matcher(value).matches() ? null : EXPECTED.get(field);
  }

  /** Whether this route opens a call. Everything is compared literally and in its case. */
  public boolean opens(ApiRequest call) {
    return apiId.equals(call.apiId())
        && opens(stage, call.stage())
        && opens(method, call.method())
        && opensPath(call.path());
  }

  /** Whether there is a call that both routes open. */
  public boolean overlaps(Route other) {
    return apiId.equals(other.apiId)
        && overlaps(stage, other.stage)
        && overlaps(method, other.method)
        && (opensPathsOf(other) || other.opensPathsOf(this));
  }

  /** Whether the path stands for everything below it. */
  public boolean opensBelow() {
    return path.endsWith(BELOW);
  }

  private boolean opensPath(String called) {
    if (opensBelow()) {
      String stem = path.substring(0, path.length() - 1);
      return called.length() > stem.length() && called.startsWith(stem);
    }
    return opens(path, called);
  }

  private boolean opensPathsOf(Route other) {
    return path.equals(other.path) || (!other.path.equals(ANY) && opensPath(other.path));
  }

  private static boolean opens(String own, String called) {
    return own.equals(ANY) || own.equals(called);
  }

  private static boolean overlaps(String one, String other) {
    return opens(one, other) || other.equals(ANY);
  }

  private static void require(String field, String value) {
    if (problem(field, value) != null) {
      throw new IllegalArgumentException("A route's " + field + " has not its form.");
    }
  }
}
