package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What an authorizer said of an identity: a policy, and a context for the function.
 *
 * @param context {@code principalId} and the authorizer's own values, as it gave them
 */
public record AuthorizerResult(Policy policy, ObjectNode context) {
  /**
   * Reads an authorizer's answer.
   *
   * @param simple whether it says {@code isAuthorized} in place of a policy
   * @throws IllegalArgumentException if it has no policy, or a context of more than strings,
   *     numbers and booleans
   */
  public static AuthorizerResult read(JsonNode answer, boolean simple) {
    if (simple
        ? !answer.path("isAuthorized").isBoolean()
        : !answer.path("policyDocument").isObject()) {
      throw new IllegalArgumentException(
          simple ? "it has no isAuthorized" : "it has no policyDocument");
    }
    ObjectNode context = GatewayJson.object();
    if (answer.path("principalId").isTextual()) {
      context.set("principalId", answer.path("principalId"));
    }
    JsonNode own = answer.path("context");
    if (!own.isMissingNode() && !own.isNull() && !own.isObject()) {
      throw new IllegalArgumentException("its context is no object");
    }
    for (Map.Entry<String, JsonNode> entry : own.properties()) {
      if (entry.getValue().isContainerNode()) {
        throw new IllegalArgumentException("its context holds more than strings");
      }
      if (!entry.getValue().isNull()) {
        context.set(entry.getKey(), entry.getValue());
      }
    }
    Policy policy =
        simple
            ? Policy.ofAll(answer.path("isAuthorized").asBoolean())
            : Policy.read(answer.path("policyDocument"));
    return new AuthorizerResult(policy, context);
  }

  /** The context with every value as a string, as REST APIs hand it on. */
  ObjectNode contextAsText() {
    ObjectNode text = GatewayJson.object();
    context.properties().forEach(entry -> text.put(entry.getKey(), entry.getValue().asText()));
    return text;
  }
}
