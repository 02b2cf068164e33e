package dev.latchkey.management.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import dev.latchkey.core.application.KeyHeaders;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request from API Gateway (REST API, Lambda proxy integration).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
public final class Request {
  private static final Pattern ENTITY_TAG = Pattern.compile("\"[^\"]*\"");

  private final APIGatewayProxyRequestEvent event;
  private final ProxyRequestContext context;

  private Request(APIGatewayProxyRequestEvent event) {
    this.event = event;
    this.context =
        Objects.requireNonNullElseGet(event.getRequestContext(), ProxyRequestContext::new);
  }

  /** Returns the request in an event. */
  public static Request of(APIGatewayProxyRequestEvent event) {
    return new Request(event);
  }

  /**
   * Returns API Gateway's request ID. Clients can set it, so use it only in problems and logs,
   * never for decisions.
   */
  public String id() {
    return Objects.requireNonNullElse(context.getRequestId(), "unknown");
  }

  /**
   * Returns API Gateway's extended request ID, which clients cannot set; {@code null} if the event
   * has none.
   */
  public @Nullable String extendedId() {
    return context.getExtendedRequestId();
  }

  /** Returns the operation, such as {@code POST /v1/keys/{key_id}/extend}. */
  public String operation() {
    return event.getHttpMethod() + " " + event.getResource();
  }

  /** Returns whether the request is for the response to {@code GET} without its body. */
  public boolean isHead() {
    return "HEAD".equals(event.getHttpMethod());
  }

  /** Returns the path as the client sent it, with the stage or base path. */
  public String path() {
    String path = context.getPath() == null ? event.getPath() : context.getPath();
    return Objects.requireNonNullElse(path, "/");
  }

  /** Returns the path of a resource in the collection that the request names. */
  public String pathOf(String id) {
    return path().replaceAll("/+$", "") + "/" + id;
  }

  /** Returns the authorizer's context; {@code null} without an authorizer. */
  public @Nullable Map<String, Object> authorizer() {
    return context.getAuthorizer();
  }

  /**
   * Returns the key ID in the path.
   *
   * @throws RequestException {@code NOT_FOUND} if it is not well formed
   */
  public KeyId keyId() {
    return KeyId.parse(pathParameter("key_id"))
        .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
  }

  /** Returns a path parameter of the template; empty if it is absent. */
  public String pathParameter(String name) {
    Map<String, String> parameters = event.getPathParameters();
    return parameters == null ? "" : parameters.getOrDefault(name, "");
  }

  /** Returns all values of a header; names are case-insensitive. */
  public List<String> header(String name) {
    return valuesOf(event.getMultiValueHeaders(), event.getHeaders()).entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  /**
   * Returns the API key that the request carries.
   *
   * @param prefixes the accepted key prefixes
   */
  public KeyHeaders.Credential credential(List<String> prefixes) {
    KeyHeaders keys = new KeyHeaders();
    valuesOf(event.getMultiValueHeaders(), event.getHeaders())
        .forEach(
            (name, values) -> {
              if (KeyHeaders.mayCarryKey(name)) {
                values.forEach(value -> keys.addOneOfAll(name, value));
              }
            });
    return keys.credential(prefixes);
  }

  /** Returns the client's address; {@code null} if the event has none. */
  public @Nullable String sourceIp() {
    return context.getIdentity() == null ? null : context.getIdentity().getSourceIp();
  }

  /**
   * Returns whether the client has a representation with this entity tag. {@code If-None-Match} is
   * a list of tags, in one or more header fields, and compares them weakly.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, section
   *     13.1.2</a>
   */
  public boolean hasCached(String entityTag) {
    String tags = String.join(",", header("If-None-Match"));
    return tags.strip().equals("*")
        || ENTITY_TAG.matcher(tags).results().anyMatch(tag -> tag.group().equals(entityTag));
  }

  /**
   * Rejects query parameters, for requests that take none.
   *
   * @throws RequestException {@code INVALID_REQUEST} naming each parameter, if there are any
   */
  public void requireNoQuery() {
    RequestReader.of(this).check();
  }

  /** Returns a stage variable if it has a value. */
  public Optional<String> stageVariable(String name) {
    return StageVariables.find(event.getStageVariables(), name);
  }

  /** Returns the query parameters with all their values. */
  Map<String, List<String>> query() {
    return valuesOf(event.getMultiValueQueryStringParameters(), event.getQueryStringParameters());
  }

  /** Returns the body as received; empty if there is none. */
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
