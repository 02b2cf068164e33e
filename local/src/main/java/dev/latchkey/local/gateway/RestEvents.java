package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of payload format 1.0: the proxy integration's, and those of {@code REQUEST} and
 * {@code TOKEN} authorizers. A laptop's URL has no stage, as a custom domain's: {@code
 * requestContext.path} is the request's own.
 */
final class RestEvents {
  private static final List<String> NO_IDENTITY =
      List.of(
          "cognitoIdentityPoolId",
          "accountId",
          "cognitoIdentityId",
          "caller",
          "principalOrgId",
          "accessKey",
          "cognitoAuthenticationType",
          "cognitoAuthenticationProvider",
          "userArn",
          "user");

  private RestEvents() {}

  /** The event of a proxy integration. */
  static ObjectNode proxy(RoutedRequest call, boolean binary, @Nullable ObjectNode authorizer) {
    ObjectNode event = common(call, false);
    if (call.api().kind() == Api.Kind.HTTP) {
      event.put("version", "1.0");
    }
    ObjectNode context = context(call);
    if (authorizer != null) {
      context.set("authorizer", authorizer);
    }
    event.set("requestContext", context);
    byte[] body = call.request().body();
    if (body.length == 0) {
      event.putNull("body");
    } else {
      event.put(
          "body",
          binary
              ? Base64.getEncoder().encodeToString(body)
              : new String(body, StandardCharsets.UTF_8));
    }
    return event.put("isBase64Encoded", binary && body.length > 0);
  }

  /** The event of a REQUEST authorizer. */
  static ObjectNode authorizer(RoutedRequest call) {
    ObjectNode event = GatewayJson.object().put("type", "REQUEST").put("methodArn", call.arn());
    event.setAll(common(call, true));
    event.set("requestContext", context(call));
    return event;
  }

  /** The event of a TOKEN authorizer. */
  static ObjectNode token(RoutedRequest call, String token) {
    return GatewayJson.object()
        .put("type", "TOKEN")
        .put("methodArn", call.arn())
        .put("authorizationToken", token);
  }

  /** What both events say of the request; an authorizer's has {@code {}} in place of null. */
  private static ObjectNode common(RoutedRequest call, boolean emptyForNull) {
    ClientRequest request = call.request();
    ObjectNode event =
        GatewayJson.object()
            .put("resource", call.route().path())
            .put("path", request.path())
            .put("httpMethod", request.method());
    put(event, "headers", "multiValueHeaders", request.headers().byName(), emptyForNull);
    put(
        event,
        "queryStringParameters",
        "multiValueQueryStringParameters",
        request.query(),
        emptyForNull);
    put(event, "pathParameters", call.parameters(), emptyForNull);
    put(event, "stageVariables", call.api().stageVariables(), emptyForNull);
    return event;
  }

  private static void put(
      ObjectNode event,
      String single,
      String multi,
      Map<String, List<String>> values,
      boolean emptyForNull) {
    if (values.isEmpty() && !emptyForNull) {
      event.putNull(single).putNull(multi);
      return;
    }
    ObjectNode last = event.putObject(single);
    ObjectNode all = event.putObject(multi);
    values.forEach(
        (name, list) -> {
          last.put(name, list.get(list.size() - 1));
          ArrayNode array = all.putArray(name);
          list.forEach(array::add);
        });
  }

  private static void put(
      ObjectNode event, String name, Map<String, String> values, boolean emptyForNull) {
    if (values.isEmpty() && !emptyForNull) {
      event.putNull(name);
    } else {
      ObjectNode object = event.putObject(name);
      values.forEach(object::put);
    }
  }

  private static ObjectNode context(RoutedRequest call) {
    ClientRequest request = call.request();
    ObjectNode context =
        GatewayJson.object()
            .put("resourceId", Integer.toHexString(call.route().path().hashCode()))
            .put("resourcePath", call.route().path())
            .put("httpMethod", request.method())
            .put("extendedRequestId", request.extendedId())
            .put("requestTime", request.time())
            .put("path", request.path())
            .put("accountId", LocalAccount.ID)
            .put("protocol", request.protocol())
            .put("stage", call.api().stage())
            .put("domainPrefix", call.domainPrefix())
            .put("requestTimeEpoch", request.received())
            .put(
                "requestId",
                call.api().kind() == Api.Kind.HTTP ? request.extendedId() : request.id())
            .put("domainName", call.domainName())
            .put("apiId", call.api().id());
    ObjectNode identity = context.putObject("identity");
    NO_IDENTITY.forEach(identity::putNull);
    identity
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.headers().last("User-Agent"));
    return context;
  }
}
