package dev.latchkey.tests.events;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events by which API Gateway hands over the calls of an operator who may do everything. */
public final class OperatorEvents {
  private OperatorEvents() {}

  /**
   * The event of a call.
   *
   * @param call the method and the route, with at most one query parameter
   * @param path the path's parameters
   * @param body JSON, with {@code '} for the quotation mark
   * @param headers its headers, beside the body's type
   */
  public static Map<String, @Nullable Object> event(
      String call, Map<String, String> path, @Nullable String body, Map<String, String> headers) {
    return event(call, path, body, headers, "*");
  }

  /**
   * The event of a request by an operator of some domains.
   *
   * @param domains separated by blanks, or {@code *} for all
   */
  public static Map<String, @Nullable Object> event(
      String call,
      Map<String, String> path,
      @Nullable String body,
      Map<String, String> headers,
      String domains) {
    String[] parts = call.split("[ ?=]", -1);
    Map<String, String> allHeaders = new TreeMap<>(headers);
    allHeaders.put("Content-Type", "application/json");
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("httpMethod", parts[0]);
    event.put("resource", parts[1]);
    event.put("path", parts[1]);
    event.put("pathParameters", path);
    event.put("queryStringParameters", parts.length == 4 ? Map.of(parts[2], parts[3]) : null);
    event.put("headers", allHeaders);
    event.put("body", body == null ? null : body.replace('\'', '"'));
    event.put(
        "requestContext",
        Map.of(
            "requestId", UUID.randomUUID().toString(),
            "path", parts[1],
            "authorizer",
                Map.of(
                    "subject",
                    "engineer",
                    "name",
                    "Kim",
                    "read_domains",
                    domains,
                    "manage_domains",
                    domains)));
    return event;
  }
}
