package dev.latchkey.local.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API of a stack, a REST API or an HTTP API.
 *
 * @param id its api_id, the name of its stack
 * @param authorizers by name
 * @param gatewayResponses by response type, such as {@code UNAUTHORIZED}
 * @param minimumCompressionSize in bytes, -1 = never compress
 * @param limits how many requests it takes, by the key of a route or {@link #OTHER_ROUTES}, which
 *     share theirs
 */
public record Api(
    Kind kind,
    String id,
    String stage,
    List<Route> routes,
    Map<String, Authorizer> authorizers,
    Map<String, GatewayResponse> gatewayResponses,
    List<String> binaryMediaTypes,
    int minimumCompressionSize,
    Map<String, String> stageVariables,
    Map<String, Limits> limits) {
  /** Stands for the routes that have no limits of their own. */
  public static final String OTHER_ROUTES = "* /*";

  /**
   * What a stage takes.
   *
   * @param rate requests a second
   * @param burst requests at once
   */
  public record Limits(int rate, int burst) {}

  /** The two kinds of API that API Gateway knows for HTTP. */
  public enum Kind {
    REST,
    HTTP
  }

  /**
   * A method and path, and the function behind it.
   *
   * @param method in upper case, or {@code ANY}
   * @param path as in the template, such as {@code /orders/{order_id}}, or {@code $default}
   * @param authorizer the name of its authorizer, or null if it is open
   * @param payloadFormat 1.0 or 2.0
   */
  public record Route(
      String method,
      String path,
      String functionArn,
      @Nullable String authorizer,
      String payloadFormat) {
    /** The key by which HTTP APIs know a route, such as {@code GET /orders}. */
    public String key() {
      return path.equals("$default") ? path : method + " " + path;
    }
  }

  /**
   * A Lambda authorizer.
   *
   * @param tokenHeader the one header that a TOKEN authorizer sees, or null for REQUEST
   * @param tokenPattern what the token must match, or null
   * @param identity where a request says who it is, in the template's order
   * @param cacheSeconds how long a result is reused, 0 = never
   * @param payloadFormat 1.0 or 2.0
   * @param simpleResponses whether it answers {@code isAuthorized} in place of a policy
   */
  public record Authorizer(
      String name,
      String functionArn,
      @Nullable String tokenHeader,
      @Nullable String tokenPattern,
      List<Identity> identity,
      int cacheSeconds,
      String payloadFormat,
      boolean simpleResponses) {}

  /** One identity source of an authorizer. */
  public record Identity(Place place, String name) {
    /** Where it is looked for. */
    public enum Place {
      HEADER,
      QUERY,
      STAGE_VARIABLE,
      CONTEXT
    }
  }

  /**
   * What the gateway answers with by itself.
   *
   * @param status null leaves the type's own
   * @param templates body by media type; none leaves the gateway's own
   */
  public record GatewayResponse(
      @Nullable Integer status, Map<String, String> headers, Map<String, String> templates) {}
}
