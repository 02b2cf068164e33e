package dev.latchkey.management.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the management API. JSON ends with a line break, as a terminal wants it.
 *
 * @param status the HTTP status
 * @param headers its headers, beside those that every answer has
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

  /** A thing, with status 200. */
  public static Response ok(JsonObject thing) {
    return of(200, thing);
  }

  /** A thing that was made, with its URL. */
  public static Response created(JsonObject thing, String location) {
    return of(201, thing).with("Location", location);
  }

  /** A thing as it is now, to a request that had been carried out before. */
  public static Response replayed(JsonObject thing) {
    return of(200, thing).with("Idempotency-Replayed", "true");
  }

  /** Nothing, with status 204. */
  public static Response noContent() {
    return new Response(204, Map.of(), null);
  }

  /** This answer with one more header, or another value for one. */
  public Response with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  /** The form in which API Gateway takes it. */
  public APIGatewayProxyResponseEvent toEvent() {
    Map<String, String> all = new TreeMap<>(COMMON);
    all.putAll(headers);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body)
        .withIsBase64Encoded(false);
  }

  static Response of(int status, JsonObject thing) {
    String body = JsonText.of(thing) + "\n";
    return new Response(status, Map.of("Content-Type", "application/json"), body);
  }
}
