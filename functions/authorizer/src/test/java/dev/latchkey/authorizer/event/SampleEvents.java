package dev.latchkey.authorizer.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Sample events from API Gateway's documentation, including the fields that the reader skips. */
public final class SampleEvents {
  public static final String SCOPE = "arn:aws:execute-api:eu-west-1:123456789012:";
  public static final String ORDERS = SCOPE + "a1/live/GET/orders/17";

  /** One header of a request. */
  public record Header(String name, String value) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleEvents() {}

  public static Header header(String name, String value) {
    return new Header(name, value);
  }

  /** Returns the event of a request with one key. */
  public static byte[] withKey(AuthorizerEvent.Format format, String arn, String key) {
    return of(format, arn, List.of(header("X-Api-Key", key)));
  }

  /**
   * Returns the event of a request with headers; for an authorizer of type TOKEN, with the first
   * one.
   */
  public static byte[] of(AuthorizerEvent.Format format, String arn, List<Header> headers) {
    try {
      return JSON.writeValueAsBytes(
          switch (format) {
            case REST -> rest(arn, headers);
            case TOKEN -> token(arn, headers);
            case HTTP_1 -> http1(arn, headers);
            case HTTP_2 -> http2(arn, headers);
            case PING -> JSON.createObjectNode().put("type", "PING");
          });
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode rest(String arn, List<Header> headers) {
    ObjectNode event = JSON.createObjectNode().put("type", "REQUEST").put("methodArn", arn);
    event.put("resource", "/orders/{order_id}").put("path", "/orders/17").put("httpMethod", "GET");
    ObjectNode last = event.putObject("headers").put("Accept", "*/*");
    ObjectNode all = event.putObject("multiValueHeaders");
    all.putArray("Accept").add("*/*");
    for (Header header : headers) {
      last.put(header.name(), header.value());
      ArrayNode values = (ArrayNode) all.get(header.name());
      (values == null ? all.putArray(header.name()) : values).add(header.value());
    }
    event.putObject("queryStringParameters").put("X-Api-Key", "lk_in_the_query");
    event.putObject("multiValueQueryStringParameters").putArray("a").add("1").add("2");
    event.putObject("pathParameters").put("order_id", "17");
    event.putObject("stageVariables").put("authorizationToken", "no");
    ObjectNode context = event.putObject("requestContext").put("requestId", "gateway-request");
    context.put("extendedRequestId", "extended-request");
    context.put("apiId", "a1").put("stage", "live").put("accountId", "123456789012");
    context.putObject("identity").put("sourceIp", "192.0.2.1").putObject("clientCert");
    return event;
  }

  private static ObjectNode token(String arn, List<Header> headers) {
    ObjectNode event = JSON.createObjectNode().put("type", "TOKEN").put("methodArn", arn);
    return headers.isEmpty() ? event : event.put("authorizationToken", headers.get(0).value());
  }

  private static ObjectNode http1(String arn, List<Header> headers) {
    ObjectNode event = rest(arn, headers).put("version", "1.0");
    event.put("identitySource", "user1,123").put("authorizationToken", "user1,123");
    return event;
  }

  private static ObjectNode http2(String arn, List<Header> headers) {
    ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("type", "REQUEST");
    event.put("routeArn", arn).put("routeKey", "$default").put("rawPath", "/orders/17");
    event.putArray("identitySource").add("user1").add("123");
    event.put("rawQueryString", "x-api-key=lk_in_the_query").putArray("cookies").add("a=b");
    ObjectNode joined = event.putObject("headers").put("accept", "*/*");
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      String before = joined.path(name).asText(null);
      joined.put(name, before == null ? header.value() : before + "," + header.value());
    }
    ObjectNode context = event.putObject("requestContext").put("requestId", "gateway-request");
    context
        .putObject("http")
        .put("method", "GET")
        .put("path", "/orders/17")
        .put("sourceIp", "192.0.2.1");
    return event;
  }
}
