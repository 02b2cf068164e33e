package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request in the making, as API Gateway would hand it over, by an operator who may do all. */
final class TestRequest {
  private static int made;

  private final APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent();
  private final Map<String, Object> authorizer = new HashMap<>();

  private TestRequest(String method, String resource) {
    ProxyRequestContext context = new ProxyRequestContext();
    context.setRequestId("request-" + made++);
    context.setExtendedRequestId("extended-" + made);
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

  /** A call such as {@code PATCH /v1/keys/{key_id}}. */
  static TestRequest of(String call) {
    String[] parts = call.split(" ", 2);
    return new TestRequest(parts[0], parts[1]);
  }

  TestRequest by(String subject, String name, String permissions) {
    authorizer.put("subject", subject);
    authorizer.put("name", name);
    authorizer.put("permissions", permissions);
    authorizer.put("read_roles", "nx1_ask,nx1_engineer,latchkey_auditor");
    authorizer.put("manage_roles", "nx1_ask,nx1_engineer");
    return this;
  }

  /** As of an authorizer that says only who asks and what they may do. */
  TestRequest withoutRoles() {
    authorizer.remove("read_roles");
    authorizer.remove("manage_roles");
    return this;
  }

  TestRequest byNobody() {
    authorizer.clear();
    return this;
  }

  /** Under a request ID, or under none, as when a function is invoked past API Gateway. */
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

  /** With a JSON body, in which apostrophes stand for quotation marks. */
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
