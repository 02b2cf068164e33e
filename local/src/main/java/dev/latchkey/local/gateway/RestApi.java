package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Api.Authorizer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A REST API with Lambda proxy integrations. */
final class RestApi implements ApiHandler {
  private static final int INTEGRATION_TIMEOUT_SECONDS = 29;

  private final Api api;
  private final FunctionRegistry functions;
  private final RouteTable routes;
  private final LambdaAuthorizer authorizer;
  private final GatewayResponses responses;
  private final MediaTypes mediaTypes;
  private final Compression compression;
  private final Throttles throttles;
  private final Consumer<String> log;

  RestApi(Api api, FunctionRegistry functions, Consumer<String> log) {
    this.api = api;
    this.functions = functions;
    this.log = log;
    routes = new RouteTable(api);
    authorizer = new LambdaAuthorizer(api, functions);
    responses = new GatewayResponses(api.gatewayResponses());
    mediaTypes = new MediaTypes(api.binaryMediaTypes());
    compression = new Compression(api.minimumCompressionSize());
    throttles = new Throttles(api.limits(), System::nanoTime);
  }

  @Override
  public CompletableFuture<ClientResponse> handle(ClientRequest request) {
    RouteTable.Match match = routes.find(request.method(), request.path());
    if (match == null) {
      return CompletableFuture.completedFuture(
          finished(
              request,
              render(
                  request,
                  ResponseType.MISSING_AUTHENTICATION_TOKEN,
                  "Missing Authentication Token",
                  null,
                  GatewayJson.object())));
    }
    RoutedRequest call = new RoutedRequest(api, request, match.route(), match.parameters());
    CompletableFuture<ClientResponse> answer;
    try {
      answer = answer(call);
    } catch (RejectedException refusal) {
      answer = CompletableFuture.failedFuture(refusal);
    }
    return answer
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
    String said =
        switch (type) {
          case REQUEST_TOO_LARGE ->
              "HTTP content length exceeded " + GatewayServer.MOST_BODY_BYTES + " bytes.";
          case DEFAULT_5XX -> "Internal server error";
          default -> "Bad Request";
        };
    return finished(request, render(request, type, said, null, GatewayJson.object()));
  }

  private CompletableFuture<ClientResponse> answer(RoutedRequest call) {
    if (!throttles.admits(call.route().key())) {
      throw new RejectedException(ResponseType.THROTTLED, "Too Many Requests", null);
    }
    Authorizer named = call.authorizer();
    if (named == null) {
      return integrate(call, null);
    }
    return authorizer
        .verdict(
            named,
            call,
            identity ->
                named.tokenHeader() == null
                    ? RestEvents.authorizer(call)
                    : RestEvents.token(call, identity.get(0)))
        .thenCompose(verdict -> integrate(call, allowed(call, verdict)));
  }

  private static ObjectNode allowed(RoutedRequest call, AuthorizerResult verdict) {
    return switch (verdict.policy().decide(call.arn(), call.conditionValues())) {
      case ALLOW -> verdict.contextAsText().put("integrationLatency", 0);
      case EXPLICIT_DENY ->
          throw RejectedException.denied(
              "User is not authorized to access this resource with an explicit deny",
              verdict.contextAsText());
      case IMPLICIT_DENY ->
          throw RejectedException.denied(
              "User is not authorized to access this resource", verdict.contextAsText());
    };
  }

  private CompletableFuture<ClientResponse> integrate(
      RoutedRequest call, @Nullable ObjectNode authorizer) {
    ClientRequest request = compression.decompressed(call.request());
    boolean binary = mediaTypes.isBinary(request.headers().last("Content-Type"));
    RoutedRequest decompressed = new RoutedRequest(api, request, call.route(), call.parameters());
    byte[] event = GatewayJson.bytes(RestEvents.proxy(decompressed, binary, authorizer));
    return functions
        .invokeAsync(call.route().functionArn(), event, INTEGRATION_TIMEOUT_SECONDS)
        .thenApply(invocation -> response(request, invocation));
  }

  private ClientResponse response(ClientRequest request, Invocation invocation) {
    JsonNode answer = GatewayJson.read(invocation.payload());
    if (invocation.failed() || answer == null) {
      throw malformed("the function failed");
    }
    try {
      ClientResponse response =
          ProxyResponse.read(answer, mediaTypes.isBinary(request.headers().last("Accept")));
      RemappedHeaders.apply(response.headers());
      if (!response.headers().contains("Content-Type")) {
        response.headers().add("Content-Type", "application/json");
      }
      return compression.compressed(request, response);
    } catch (IllegalArgumentException e) {
      throw malformed("malformed proxy response: " + e.getMessage());
    }
  }

  private static RejectedException malformed(String reason) {
    return new RejectedException(ResponseType.DEFAULT_5XX, "Internal server error", reason);
  }

  private ClientResponse refused(RoutedRequest call, Throwable thrown) {
    Throwable problem =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    RejectedException refusal;
    if (problem instanceof RejectedException known) {
      refusal = known;
    } else if (problem instanceof TimeoutException) {
      refusal =
          new RejectedException(
              ResponseType.INTEGRATION_TIMEOUT,
              "Endpoint request timed out",
              "no answer within " + INTEGRATION_TIMEOUT_SECONDS + " s");
    } else {
      refusal = malformed(String.valueOf(problem.getMessage()));
    }
    if (refusal.getMessage() != null) {
      log.accept(call.describe(refusal.getMessage()));
    }
    return render(call.request(), refusal.type(), refusal.said(), call, refusal.authorizer());
  }

  private ClientResponse render(
      ClientRequest request,
      ResponseType type,
      @Nullable String said,
      @Nullable RoutedRequest call,
      ObjectNode authorizer) {
    Map<String, String> context = new HashMap<>();
    context.put("context.requestId", request.id());
    context.put("context.extendedRequestId", request.extendedId());
    context.put("context.httpMethod", request.method());
    context.put("context.path", request.path());
    context.put("context.protocol", request.protocol());
    context.put("context.stage", api.stage());
    context.put("context.apiId", api.id());
    context.put("context.identity.sourceIp", request.sourceIp());
    if (call != null) {
      context.put("context.resourcePath", call.route().path());
    }
    authorizer
        .properties()
        .forEach(
            each -> context.put("context.authorizer." + each.getKey(), each.getValue().asText()));
    return responses.render(type, said, context, request);
  }

  private static ClientResponse finished(ClientRequest request, ClientResponse response) {
    response
        .headers()
        .set("x-amzn-RequestId", request.id())
        .set("x-amz-apigw-id", request.extendedId());
    return response;
  }
}
