package dev.latchkey.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorizer whose identity says what it answers: {@code allow}, {@code allow <resource>},
 * {@code deny}, {@code nothing}, {@code unauthorized}, {@code broken}, {@code malformed}, {@code
 * nested}. Its context counts its calls.
 */
public final class AuthorizerHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private static final AtomicInteger CALLS = new AtomicInteger();

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    String identity = identity(event);
    String arn = String.valueOf(event.getOrDefault("methodArn", event.get("routeArn")));
    return switch (identity.split(" ", 2)[0]) {
      case "unauthorized" -> throw new IllegalStateException("Unauthorized");
      case "broken" -> throw new IllegalStateException("something else");
      case "malformed" -> Map.of("principalId", "someone");
      case "nested" -> answer("Allow", arn, Map.of("nested", Map.of()));
      case "deny" -> answer("Deny", arn, Map.of());
      case "nothing" -> answer("Allow", arn + "/elsewhere", Map.of());
      default ->
          answer(
              "Allow",
              identity.contains(" ") ? identity.substring(identity.indexOf(' ') + 1) : arn,
              Map.of("calls", CALLS.incrementAndGet(), "admin", false, "name", "Ada"));
    };
  }

  private static String identity(Map<String, Object> event) {
    if (event.get("authorizationToken") instanceof String token) {
      return token;
    }
    if (event.get("headers") instanceof Map<?, ?> headers) {
      for (Map.Entry<?, ?> header : headers.entrySet()) {
        if (String.valueOf(header.getKey()).equalsIgnoreCase("Authorization")) {
          return String.valueOf(header.getValue());
        }
      }
    }
    return "deny";
  }

  private static Map<String, Object> answer(
      String effect, String resource, Map<String, Object> context) {
    Map<String, Object> statement =
        Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", List.of(resource));
    return Map.of(
        "principalId",
        "someone",
        "policyDocument",
        Map.of("Version", "2012-10-17", "Statement", List.of(statement)),
        "context",
        context);
  }
}
