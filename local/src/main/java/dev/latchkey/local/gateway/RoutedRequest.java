package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Api.Authorizer;
import dev.latchkey.local.template.Api.Route;
import dev.latchkey.local.template.LocalAccount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request at a route.
 *
 * @param parameters what the path's parameters matched, by name
 */
record RoutedRequest(Api api, ClientRequest request, Route route, Map<String, String> parameters) {
  /** The ARN under which policies know this call. */
  String arn() {
    return LocalAccount.arn(
        "execute-api", api.id() + "/" + api.stage() + "/" + request.method() + request.path());
  }

  /** The values of the condition keys that policies may name. */
  Map<String, String> conditionValues() {
    return Map.of("aws:SourceIp", request.sourceIp());
  }

  /** The value of {@code Host}, or what a request without one would have said. */
  String domainName() {
    String host = request.headers().last("Host");
    return host == null ? "localhost" : host;
  }

  /** The first label of the domain name. */
  String domainPrefix() {
    return domainName().replaceFirst("[.:].*", "");
  }

  /** The authorizer of the route, or null if it is open. */
  @Nullable Authorizer authorizer() {
    String name = route.authorizer();
    return name == null ? null : api.authorizers().get(name);
  }

  /** A line for the log about this call. */
  String describe(String what) {
    return request.method() + " " + route.path() + ": " + what;
  }
}
