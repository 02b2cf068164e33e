package dev.latchkey.management.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request as API Gateway hands it over (REST API, proxy integration).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
public final class Request {
  private final APIGatewayProxyRequestEvent event;
  private final ProxyRequestContext context;

  private Request(APIGatewayProxyRequestEvent event) {
    this.event = event;
    this.context =
        Objects.requireNonNullElseGet(event.getRequestContext(), ProxyRequestContext::new);
  }

  /** The request that an event tells of. */
  public static Request of(APIGatewayProxyRequestEvent event) {
    return new Request(event);
  }

  /**
   * API Gateway's ID of the request. Clients can set it, so it names a request in problems and
   * logs, and decides nothing.
   */
  public String id() {
    return Objects.requireNonNullElse(context.getRequestId(), "unknown");
  }

  /** API Gateway's other ID of the request, which no client can set, if the event has one. */
  public @Nullable String extendedId() {
    return context.getExtendedRequestId();
  }

  /** The call, such as {@code POST /v1/keys/{key_id}/extend}. */
  public String call() {
    return event.getHttpMethod() + " " + event.getResource();
  }

  /** The path as the client knows it, with the stage or base path. */
  public String path() {
    String path = context.getPath() == null ? event.getPath() : context.getPath();
    return Objects.requireNonNullElse(path, "/");
  }

  /** The context that the authorizer returned, or nothing if no authorizer was asked. */
  public @Nullable Map<String, Object> authorizer() {
    return context.getAuthorizer();
  }

  /**
   * The key id in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it has not the form of one
   */
  public KeyId keyId() {
    return KeyId.parse(pathParameter("key_id"))
        .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
  }

  /** A part of the path that the template names; empty if the path has it not. */
  public String pathParameter(String name) {
    Map<String, String> parameters = event.getPathParameters();
    return parameters == null ? "" : parameters.getOrDefault(name, "");
  }

  /** The values of a header, whose name may be in any case. */
  public List<String> header(String name) {
    return valuesOf(event.getMultiValueHeaders(), event.getHeaders()).entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /**
   * Refuses a query, for calls that take none.
   *
   * @throws RequestException {@code INVALID_REQUEST} naming each of its parameters, if there is one
   */
  public void requireNoQuery() {
    RequestReader.of(this).check();
  }

  /** A variable of the stage, if it is set and not empty. */
  public Optional<String> stageVariable(String name) {
    Map<String, String> variables = event.getStageVariables();
    return Optional.ofNullable(variables == null ? null : variables.get(name))
        .filter(value -> !value.isEmpty());
  }

  /** The query's parameters with all their values. */
  Map<String, List<String>> query() {
    return valuesOf(event.getMultiValueQueryStringParameters(), event.getQueryStringParameters());
  }

  /** The body as it came, empty if there was none. */
  String body() {
    return Objects.requireNonNullElse(event.getBody(), "");
  }

  boolean isBase64() {
    return Boolean.TRUE.equals(event.getIsBase64Encoded());
  }

  private static Map<String, List<String>> valuesOf(
      @Nullable Map<String, List<String>> all, @Nullable Map<String, String> last) {
    if (all != null) {
      return all;
    }
    if (last == null) {
      return Map.of();
    }
    return last.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, parameter -> List.of(parameter.getValue())));
  }
}
