package dev.latchkey.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.json.JsonObject;
import dev.latchkey.json.JsonText;
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
public record Answer(int status, Map<String, String> headers, @Nullable String body) {
  private static final Map<String, String> COMMON =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff");

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** A thing, with status 200. */
  public static Answer ok(JsonObject thing) {
    return of(200, thing);
  }

  /** A thing that was made, with its URL. */
  public static Answer created(JsonObject thing, String location) {
    return of(201, thing).with("Location", location);
  }

  /** A thing as it is now, to a request that had been carried out before. */
  public static Answer replayed(JsonObject thing) {
    return of(200, thing).with("Idempotency-Replayed", "true");
  }

  /** Nothing, with status 204. */
  public static Answer noContent() {
    return new Answer(204, Map.of(), null);
  }

  /** This answer with one more header, or another value for one. */
  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
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

  static Answer of(int status, JsonObject thing) {
    String body = JsonText.of(thing) + "\n";
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }
}
