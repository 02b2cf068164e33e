package dev.latchkey.local.template;

import dev.latchkey.local.template.Api.Authorizer;
import dev.latchkey.local.template.Api.GatewayResponse;
import dev.latchkey.local.template.Api.Kind;
import dev.latchkey.local.template.Api.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the API of a stack from its SAM resource and its functions' events. */
final class ApiReader {
  private final String stack;
  private final List<Resource> resources;
  private final StackReferences references;

  ApiReader(String stack, List<Resource> resources, StackReferences references) {
    this.stack = stack;
    this.resources = resources;
    this.references = references;
  }

  Optional<Api> read() {
    List<Resource> apis =
        resources.stream().filter(r -> r.type().matches("AWS::Serverless::(Http)?Api")).toList();
    if (apis.size() > 1) {
      throw apis.get(1).properties().wrong("belong to a second API; a laptop serves one a stack");
    }
    return apis.stream().findFirst().map(this::api);
  }

  private Api api(Resource resource) {
    Kind kind = resource.type().endsWith("HttpApi") ? Kind.HTTP : Kind.REST;
    Value properties = resource.properties();
    for (String unknown : List.of("DefinitionBody", "DefinitionUri", "Cors", "CorsConfiguration")) {
      if (properties.get(unknown).isPresent()) {
        throw properties.get(unknown).wrong("is not served on a laptop");
      }
    }
    Value auth = properties.get("Auth");
    Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    auth.get("Authorizers")
        .entries()
        .forEach((name, value) -> authorizers.put(name, AuthorizerReader.read(kind, name, value)));
    String byDefault = auth.get("DefaultAuthorizer").optionalText();
    Map<String, GatewayResponse> responses = new LinkedHashMap<>();
    properties
        .get("GatewayResponses")
        .entries()
        .forEach((type, value) -> responses.put(type, gatewayResponse(value)));
    Map<String, String> variables = new LinkedHashMap<>();
    properties
        .get(kind == Kind.REST ? "Variables" : "StageVariables")
        .entries()
        .forEach((name, value) -> variables.put(name, value.text()));
    List<Route> routes = routes(kind, authorizers, byDefault);
    return new Api(
        kind,
        stack,
        properties.get("StageName").text(kind == Kind.REST ? "Prod" : "$default"),
        routes,
        authorizers,
        responses,
        properties.get("BinaryMediaTypes").texts().stream()
            .map(type -> type.replace("~1", "/"))
            .toList(),
        properties.get("MinimumCompressionSize").integer(-1),
        variables,
        limits(properties.get("MethodSettings"), routes));
  }

  private static Map<String, Api.Limits> limits(Value settings, List<Route> routes) {
    Map<String, Api.Limits> limits = new HashMap<>();
    for (Value setting : settings.items()) {
      Value rate = setting.get("ThrottlingRateLimit");
      Value burst = setting.get("ThrottlingBurstLimit");
      if (rate.isPresent() && burst.isPresent()) {
        String key = setting.get("HttpMethod").text() + " " + path(setting.get("ResourcePath"));
        if (!key.equals(Api.OTHER_ROUTES)
            && routes.stream().noneMatch(route -> route.key().equals(key))) {
          throw setting.wrong("throttles " + key + ", which is no route of the API");
        }
        limits.put(key, new Api.Limits(rate.integer(0), burst.integer(0)));
      }
    }
    return limits;
  }

  /** The path that method settings name: all slashes but the first are written {@code ~1}. */
  private static String path(Value resourcePath) {
    return resourcePath.text().replaceFirst("^/~1", "/").replace("~1", "/");
  }

  private List<Route> routes(
      Kind kind, Map<String, Authorizer> authorizers, @Nullable String byDefault) {
    String type = kind == Kind.REST ? "Api" : "HttpApi";
    List<Route> routes = new ArrayList<>();
    for (Resource function : resources) {
      if (!function.type().equals("AWS::Serverless::Function")) {
        continue;
      }
      for (Value event : function.properties().get("Events").entries().values()) {
        if (event.get("Type").text().equals(type)) {
          routes.add(route(kind, function, event.get("Properties"), authorizers, byDefault));
        }
      }
    }
    return routes;
  }

  private Route route(
      Kind kind,
      Resource function,
      Value event,
      Map<String, Authorizer> authorizers,
      @Nullable String byDefault) {
    Value named = event.get("Auth").get("Authorizer");
    String authorizer = named.isPresent() ? named.text() : byDefault;
    if ("NONE".equals(authorizer)) {
      authorizer = null;
    }
    if (authorizer != null && !authorizers.containsKey(authorizer)) {
      throw named.wrong("names the authorizer " + authorizer + ", which the API does not have");
    }
    String method = event.get("Method").text(kind == Kind.HTTP ? "ANY" : "");
    if (method.isEmpty()) {
      throw event.get("Method").wrong("is missing");
    }
    return new Route(
        method.equals("*") ? "ANY" : method.toUpperCase(Locale.ROOT),
        event.get("Path").text(kind == Kind.HTTP ? "$default" : "/"),
        references.functionArn(function),
        authorizer,
        event.get("PayloadFormatVersion").text(kind == Kind.HTTP ? "2.0" : "1.0"));
  }

  private static GatewayResponse gatewayResponse(Value value) {
    Map<String, String> headers = new LinkedHashMap<>();
    value
        .get("ResponseParameters")
        .get("Headers")
        .entries()
        .forEach((name, header) -> headers.put(name, header.text()));
    Map<String, String> templates = new LinkedHashMap<>();
    value
        .get("ResponseTemplates")
        .entries()
        .forEach((type, body) -> templates.put(type, body.text()));
    int status = value.get("StatusCode").integer(0);
    return new GatewayResponse(status == 0 ? null : status, headers, templates);
  }
}
