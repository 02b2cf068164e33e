package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Api.Authorizer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An HTTP API with Lambda proxy integrations of either payload format. */
final class HttpApi implements ApiHandler {
  private static final int INTEGRATION_TIMEOUT_SECONDS = 30;
  private static final int SERVER_ERROR = 500;
  private static final String JSON = "application/json";

  private final Api api;
  private final FunctionRegistry functions;
  private final RouteTable routes;
  private final LambdaAuthorizer authorizer;
  private final Consumer<String> log;

  HttpApi(Api api, FunctionRegistry functions, Consumer<String> log) {
    this.api = api;
    this.functions = functions;
    this.log = log;
    routes = new RouteTable(api);
    authorizer = new LambdaAuthorizer(api, functions);
  }

  @Override
  public CompletableFuture<ClientResponse> handle(ClientRequest sent) {
    ClientRequest request = sent.with(lowerCase(sent.headers()), sent.body());
    RouteTable.Match match = routes.find(request.method(), request.path());
    if (match == null) {
      return CompletableFuture.completedFuture(
          refuse(request, ResponseType.MISSING_AUTHENTICATION_TOKEN));
    }
    RoutedRequest call = new RoutedRequest(api, request, match.route(), decoded(match));
    return authorized(call)
        .thenCompose(context -> integrate(call, context))
        .exceptionally(problem -> refused(call, problem))
        .thenApply(response -> finished(request, response));
  }

  @Override
  public String route(ClientRequest request) {
    RouteTable.Match match = routes.find(request.method(), request.path());
    return match == null ? "-" : match.route().path();
  }

  @Override
  public ClientResponse refuse(ClientRequest request, ResponseType type) {
    return switch (type) {
      case BAD_REQUEST_PARAMETERS -> message(request, 400, "Bad Request");
      case UNAUTHORIZED -> message(request, 401, "Unauthorized");
      case ACCESS_DENIED -> message(request, 403, "Forbidden");
      case MISSING_AUTHENTICATION_TOKEN -> message(request, 404, "Not Found");
      case REQUEST_TOO_LARGE -> message(request, 413, "Request Entity Too Large");
      case UNSUPPORTED_MEDIA_TYPE -> message(request, 415, "Unsupported Media Type");
      case THROTTLED -> message(request, 429, "Too Many Requests");
      case INTEGRATION_TIMEOUT -> message(request, 503, "Service Unavailable");
      case AUTHORIZER_CONFIGURATION_ERROR, AUTHORIZER_FAILURE, DEFAULT_5XX, INTEGRATION_FAILURE ->
          message(request, SERVER_ERROR, "Internal Server Error");
    };
  }

  /** The authorizer's context, or an empty one where the route is open. */
  private CompletableFuture<ObjectNode> authorized(RoutedRequest call) {
    Authorizer named = call.authorizer();
    if (named == null) {
      return CompletableFuture.completedFuture(GatewayJson.object());
    }
    return authorizer
        .verdict(named, call, identity -> event(named, call, identity))
        .thenApply(
            verdict -> {
              if (verdict.policy().decide(call.arn(), call.conditionValues())
                  != Policy.Decision.ALLOW) {
                throw new RejectedException(ResponseType.ACCESS_DENIED, null, null);
              }
              return verdict.context();
            });
  }

  private static ObjectNode event(
      Authorizer authorizer, RoutedRequest call, List<String> identity) {
    if (!authorizer.payloadFormat().equals("1.0")) {
      return HttpEvents.authorizer(call, identity);
    }
    String sources = String.join(",", identity);
    return RestEvents.authorizer(call)
        .put("version", "1.0")
        .put("identitySource", sources)
        .put("authorizationToken", sources);
  }

  private CompletableFuture<ClientResponse> integrate(RoutedRequest call, ObjectNode context) {
    ClientRequest request = call.request();
    boolean binary = isBinary(request.headers().last("Content-Type"));
    @Nullable ObjectNode authorizer = call.authorizer() == null ? null : context;
    boolean second = !call.route().payloadFormat().equals("1.0");
    ObjectNode event =
        second
            ? HttpEvents.proxy(call, binary, authorizer)
            : RestEvents.proxy(call, binary, authorizer);
    return functions
        .invokeAsync(
            call.route().functionArn(), GatewayJson.bytes(event), INTEGRATION_TIMEOUT_SECONDS)
        .thenApply(invocation -> response(invocation, second));
  }

  private static ClientResponse response(Invocation invocation, boolean second) {
    JsonNode answer = GatewayJson.read(invocation.payload());
    if (invocation.failed() || answer == null) {
      throw new RejectedException(ResponseType.DEFAULT_5XX, null, "the function failed");
    }
    if (second && !answer.has("statusCode")) {
      return new ClientResponse(200, new Headers().add("Content-Type", JSON), inferredBody(answer));
    }
    try {
      ClientResponse response = ProxyResponse.read(answer, true);
      answer.path("cookies").forEach(c -> response.headers().add("Set-Cookie", c.asText()));
      if (!response.headers().contains("Content-Type")) {
        response.headers().add("Content-Type", second ? "text/plain;charset=UTF-8" : JSON);
      }
      RemappedHeaders.dropHopByHop(response.headers());
      return response;
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          ResponseType.DEFAULT_5XX, null, "malformed proxy response: " + e.getMessage());
    }
  }

  private static byte[] inferredBody(JsonNode answer) {
    return answer.isTextual()
        ? answer.asText().getBytes(StandardCharsets.UTF_8)
        : GatewayJson.bytes(answer);
  }

  private ClientResponse refused(RoutedRequest call, Throwable thrown) {
    Throwable problem =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (!(problem instanceof RejectedException refusal)) {
      log.accept(call.describe(String.valueOf(problem.getMessage())));
      return refuse(
          call.request(),
          problem instanceof TimeoutException
              ? ResponseType.INTEGRATION_TIMEOUT
              : ResponseType.DEFAULT_5XX);
    }
    if (refusal.getMessage() != null) {
      log.accept(call.describe(refusal.getMessage()));
    }
    return refuse(call.request(), refusal.type());
  }

  private static Map<String, String> decoded(RouteTable.Match match) {
    Map<String, String> decoded = new LinkedHashMap<>();
    match.parameters().forEach((name, value) -> decoded.put(name, Percent.decode(value, false)));
    return decoded;
  }

  /** Whether a body of this type comes as Base64: whatever is not known to be text. */
  static boolean isBinary(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return !type.startsWith("text/")
        && !type.matches("application/((.+\\+)?(json|xml)|javascript)");
  }

  static Headers lowerCase(Headers headers) {
    Headers lower = new Headers();
    headers.fields().forEach(f -> lower.add(f.name().toLowerCase(Locale.ROOT), f.value()));
    return lower;
  }

  private static ClientResponse message(ClientRequest request, int status, String message) {
    return finished(
        request,
        new ClientResponse(
            status,
            new Headers().add("Content-Type", JSON),
            GatewayJson.bytes(GatewayJson.object().put("message", message))));
  }

  private static ClientResponse finished(ClientRequest request, ClientResponse response) {
    response.headers().set("Apigw-Requestid", request.extendedId());
    return response;
  }
}
