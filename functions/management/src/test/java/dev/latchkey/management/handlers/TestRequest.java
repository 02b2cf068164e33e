package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds requests as API Gateway sends them, by default from an operator with all permissions. */
final class TestRequest {
  private static int created;

  private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
  private final Map<String, Object> authorizer = new HashMap<>();

  private TestRequest(String method, String resource) {
    ProxyRequestContext context = new ProxyRequestContext();
    context.setRequestId("request-" + created++);
    context.setExtendedRequestId("extended-" + created);
    context.setAuthorizer(authorizer);
    context.setPath("/live" + resource);
    event.setHttpMethod(method);
    event.setResource(resource);
    event.setPath(resource);
    event.setRequestContext(context);
    event.setPathParameters(new HashMap<>());
    event.setMultiValueHeaders(new HashMap<>());
    event.setMultiValueQueryStringParameters(new HashMap<>());
    by("engineer", "Erin", "read manage");
  }

  /** Returns a request for an operation such as {@code PATCH /v1/keys/{key_id}}. */
  static TestRequest of(String operation) {
    String[] parts = operation.split(" ", 2);
    return new TestRequest(parts[0], parts[1]);
  }

  TestRequest by(String subject, String name, String permissions) {
    authorizer.put("subject", subject);
    authorizer.put("name", name);
    authorizer.keySet().removeIf(member -> member.endsWith("_domains"));
    for (String permission : permissions.split(" ", -1)) {
      authorizer.put(permission + "_domains", "*");
    }
    authorizer.put("read_roles", "nx1_ask,nx1_engineer,latchkey_auditor");
    authorizer.put("manage_roles", "nx1_ask,nx1_engineer");
    return this;
  }

  /** By an operator who has a permission in some domains, separated by blanks. */
  TestRequest in(String permission, String domains) {
    authorizer.put(permission + "_domains", domains);
    return this;
  }

  /**
   * Removes the roles from the authorizer's context, which then has only the identity and
   * permissions.
   */
  TestRequest withoutRoles() {
    authorizer.remove("read_roles");
    authorizer.remove("manage_roles");
    return this;
  }

  TestRequest byNobody() {
    authorizer.clear();
    return this;
  }

  /** Sets the request ID, or removes it, as if the function was invoked without API Gateway. */
  TestRequest under(@Nullable String requestId) {
    event.getRequestContext().setRequestId(requestId);
    return this;
  }

  TestRequest at(String parameter, String value) {
    event.getPathParameters().put(parameter, value);
    return this;
  }

  TestRequest query(String name, String... values) {
    event.getMultiValueQueryStringParameters().put(name, List.of(values));
    return this;
  }

  TestRequest header(String name, String value) {
    event
        .getMultiValueHeaders()
        .merge(
            name,
            List.of(value),
            (before, more) -> {
              List<String> all = new ArrayList<>(before);
              all.addAll(more);
              return all;
            });
    return this;
  }

  /** Sets a JSON body, in which apostrophes represent quotation marks. */
  TestRequest body(String json) {
    return header("content-type", "application/json").rawBody(json.replace('\'', '"'));
  }

  TestRequest rawBody(String body) {
    event.setBody(body);
    return this;
  }

  TestRequest base64Body(String base64) {
    event.setIsBase64Encoded(true);
    return header("Content-Type", "application/json").rawBody(base64);
  }

  APIGatewayProxyRequestEvent event() {
    return event;
  }
}
