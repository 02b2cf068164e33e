package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api.GatewayResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Renders what a REST API answers by itself, as the template maps it. */
final class GatewayResponses {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(context(?:\\.[A-Za-z0-9_-]+)+|stageVariables\\.[A-Za-z0-9_]+)");
  private static final GatewayResponse NONE = new GatewayResponse(null, Map.of(), Map.of());
  private static final String JSON = "application/json";

  private final Map<String, GatewayResponse> defined;

  GatewayResponses(Map<String, GatewayResponse> defined) {
    this.defined = defined;
  }

  /**
   * One answer.
   *
   * @param message what {@code $context.error.message} says, or null
   * @param context variables by name without {@code $}, such as {@code context.requestId}
   */
  ClientResponse render(
      ResponseType type,
      @Nullable String message,
      Map<String, String> context,
      ClientRequest request) {
    GatewayResponse own = defined.getOrDefault(type.name(), NONE);
    GatewayResponse fallback = defined.getOrDefault(type.fallback(), NONE);
    Map<String, String> variables = new HashMap<>(context);
    variables.put("context.error.message", message == null ? "null" : message);
    variables.put(
        "context.error.messageString", message == null ? "null" : GatewayJson.quoted(message));
    variables.put("context.error.responseType", type.name());
    Integer status = own.status() != null ? own.status() : fallback.status();
    Map<String, String> templates =
        own.templates().isEmpty() ? fallback.templates() : own.templates();
    Headers headers =
        new Headers()
            .add("Content-Type", templates.isEmpty() ? JSON : templates.keySet().iterator().next())
            .add("x-amzn-ErrorType", type.errorType());
    Map<String, String> mapped = own.headers().isEmpty() ? fallback.headers() : own.headers();
    mapped.forEach(
        (name, expression) -> {
          String value = value(expression, variables, request);
          if (value != null && !value.isEmpty()) {
            headers.set(name, value);
          }
        });
    String template =
        templates.isEmpty()
            ? "{\"message\":$context.error.messageString}"
            : templates.getOrDefault(JSON, templates.values().iterator().next());
    return new ClientResponse(
        status == null ? type.status() : status,
        headers,
        filled(template, variables).getBytes(StandardCharsets.UTF_8));
  }

  /** Headers map from {@code 'text'}, {@code context.…} or {@code method.request.header.…}. */
  private static @Nullable String value(
      String expression, Map<String, String> variables, ClientRequest request) {
    if (expression.startsWith("'") && expression.endsWith("'") && expression.length() > 1) {
      return expression.substring(1, expression.length() - 1);
    }
    String header = "method.request.header.";
    return expression.startsWith(header)
        ? request.headers().last(expression.substring(header.length()))
        : variables.get(expression);
  }

  private static String filled(String template, Map<String, String> variables) {
    Matcher matcher = VARIABLE.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(variables.getOrDefault(matcher.group(1), "")));
    }
    return matcher.appendTail(filled).toString();
  }
}
