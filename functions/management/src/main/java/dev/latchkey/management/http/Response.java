package dev.latchkey.management.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A response of the management API. JSON bodies end with a line break, for readability in a
 * terminal.
 *
 * @param status the HTTP status
 * @param headers its headers, in addition to those of every response
 * @param body the body, if there is one
 */
public record Response(int status, Map<String, String> headers, @Nullable String body) {
  private static final Map<String, String> COMMON =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff");

  public Response {
    headers = Map.copyOf(headers);
  }

  /** Returns a response with status 200 and a body. */
  public static Response ok(JsonObject resource) {
    return of(200, resource);
  }

  /** Returns a response with status 201, a body and the URL of what was created. */
  public static Response created(JsonObject resource, String location) {
    return of(201, resource).with("Location", location);
  }

  /** Returns the response to a repeated request, with the current state. */
  public static Response replayed(JsonObject resource) {
    return of(200, resource).with("Idempotency-Replayed", "true");
  }

  /** Returns an empty response with status 204. */
  public static Response noContent() {
    return new Response(204, Map.of(), null);
  }

  /** Returns this response with a header added or replaced. */
  public Response with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  /** Returns this response without its body. */
  public Response withoutBody() {
    return new Response(status, headers, null);
  }

  /** Returns the response in API Gateway's format. */
  public APIGatewayProxyResponseEvent toEvent() {
    Map<String, String> all = new TreeMap<>(COMMON);
    all.putAll(headers);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body)
        .withIsBase64Encoded(false);
  }

  static Response of(int status, JsonObject resource) {
    String body = JsonText.of(resource) + "\n";
    return new Response(status, Map.of("Content-Type", "application/json"), body);
  }
}
