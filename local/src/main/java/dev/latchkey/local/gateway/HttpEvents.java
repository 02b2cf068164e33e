package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.template.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of payload format 2.0: an HTTP API's proxy integration's and authorizer's. What a
 * request does not have is left out.
 */
final class HttpEvents {
  private HttpEvents() {}

  /** The event of a proxy integration. */
  static ObjectNode proxy(RoutedRequest call, boolean binary, @Nullable ObjectNode authorizer) {
    ObjectNode event = common(GatewayJson.object().put("version", "2.0"), call);
    ObjectNode context = context(call);
    if (authorizer != null) {
      context.putObject("authorizer").set("lambda", authorizer);
    }
    event.set("requestContext", context);
    byte[] body = call.request().body();
    if (body.length > 0) {
      event.put(
          "body",
          binary
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    return event.put("isBase64Encoded", binary && body.length > 0);
  }

  /** The event of an authorizer. */
  static ObjectNode authorizer(RoutedRequest call, List<String> identity) {
    ObjectNode event =
        GatewayJson.object()
            .put("version", "2.0")
            .put("type", "REQUEST")
            .put("routeArn", call.arn());
    ArrayNode sources = event.putArray("identitySource");
    identity.forEach(sources::add);
    common(event, call);
    event.set("requestContext", context(call));
    return event;
  }

  private static ObjectNode common(ObjectNode event, RoutedRequest call) {
    ClientRequest request = call.request();
    event
        .put("routeKey", call.route().key())
        .put("rawPath", Percent.decode(request.path(), false))
        .put("rawQueryString", request.rawQuery());
    String cookies = request.headers().last("Cookie");
    if (cookies != null) {
      ArrayNode list = event.putArray("cookies");
      for (String cookie : cookies.split("; *", -1)) {
        list.add(cookie);
      }
    }
    ObjectNode headers = event.putObject("headers");
    request
        .headers()
        .byName()
        .forEach(
            (name, values) -> {
              if (!name.equals("cookie")) {
                headers.put(name, String.join(",", values));
              }
            });
    if (!request.query().isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      request.query().forEach((name, values) -> query.put(name, String.join(",", values)));
    }
    put(event, "pathParameters", call.parameters());
    put(event, "stageVariables", call.api().stageVariables());
    return event;
  }

  private static void put(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode object = event.putObject(name);
      values.forEach(object::put);
    }
  }

  private static ObjectNode context(RoutedRequest call) {
    ClientRequest request = call.request();
    ObjectNode context =
        GatewayJson.object()
            .put("accountId", LocalAccount.ID)
            .put("apiId", call.api().id())
            .put("domainName", call.domainName())
            .put("domainPrefix", call.domainPrefix());
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", Percent.decode(request.path(), false))
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.headers().last("User-Agent"));
    return context
        .put("requestId", request.extendedId())
        .put("routeKey", call.route().key())
        .put("stage", call.api().stage())
        .put("time", request.time())
        .put("timeEpoch", request.received());
  }
}
