package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.lambda.Invocation;
import dev.latchkey.local.template.Api;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A Lambda function URL on loopback. Its events are those of an HTTP API's route {@code $default},
 * but paths keep their encoding.
 */
public final class FunctionUrl implements AutoCloseable {
  private final GatewayServer server;

  private FunctionUrl(GatewayServer server) {
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param function the function's name or ARN
   * @param port the port; 0 for any
   * @param log takes a line for each request
   * @throws StackException if the port is taken
   */
  public static FunctionUrl start(
      String function, FunctionRegistry functions, int port, Consumer<String> log) {
    Api.Route route = new Api.Route("ANY", "$default", function, null, "2.0");
    Api api =
        new Api(
            Api.Kind.HTTP,
            "function-url",
            "$default",
            List.of(route),
            Map.of(),
            Map.of(),
            List.of(),
            -1,
            Map.of(),
            Map.of());
    return new FunctionUrl(
        GatewayServer.start(new Handler(api, route, functions, log), port, null, log));
  }

  /** Where it is served, without a trailing slash. */
  public URI url() {
    return URI.create("http://localhost:" + server.port());
  }

  @Override
  public void close() {
    server.close();
  }

  /** Invokes the function with each request. */
  private record Handler(Api api, Api.Route route, FunctionRegistry functions, Consumer<String> log)
      implements ApiHandler {
    private static final int TIMEOUT_SECONDS = 900;

    @Override
    public CompletableFuture<ClientResponse> handle(ClientRequest sent) {
      ClientRequest request = sent.with(HttpApi.lowerCase(sent.headers()), sent.body());
      RoutedRequest call = new RoutedRequest(api, request, route, Map.of());
      boolean binary = HttpApi.isBinary(request.headers().last("Content-Type"));
      ObjectNode event = HttpEvents.proxy(call, binary, null);
      event.put("rawPath", request.path());
      event.withObject("/requestContext/http").put("path", request.path());
      return functions
          .invokeAsync(route.functionArn(), GatewayJson.bytes(event), TIMEOUT_SECONDS)
          .thenApply(Handler::response)
          .exceptionally(
              problem -> {
                log.accept(call.describe(String.valueOf(problem.getMessage())));
                return refuse(request, ResponseType.DEFAULT_5XX);
              });
    }

    private static ClientResponse response(Invocation invocation) {
      JsonNode answer = GatewayJson.read(invocation.payload());
      if (invocation.failed() || answer == null) {
        throw new IllegalStateException("the function failed");
      }
      return ProxyResponse.read(answer, true);
    }

    /** The path may hold a key, so the log does not name it. */
    @Override
    public String route(ClientRequest request) {
      return route.path();
    }

    @Override
    public ClientResponse refuse(ClientRequest request, ResponseType type) {
      int status = type == ResponseType.DEFAULT_5XX ? 502 : type.status();
      return new ClientResponse(
          status,
          new Headers().add("Content-Type", "application/json"),
          GatewayJson.bytes(
              GatewayJson.object()
                  .put("Message", status == 502 ? "Internal Server Error" : "Bad Request")));
    }
  }
}
