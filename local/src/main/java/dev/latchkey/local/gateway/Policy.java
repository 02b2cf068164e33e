package dev.latchkey.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy as an authorizer returns it, evaluated for {@code execute-api:Invoke}: one Deny
 * wins, and without an Allow nothing is allowed.
 */
public final class Policy {
  private static final String ACTION = "execute-api:invoke";
  private static final int ARN_PARTS = 6;

  private final List<Statement> statements;

  private Policy(List<Statement> statements) {
    this.statements = statements;
  }

  /** What a policy says of a request. */
  public enum Decision {
    ALLOW,
    EXPLICIT_DENY,
    IMPLICIT_DENY
  }

  private record Statement(
      boolean allow,
      List<String> actions,
      List<String> resources,
      @Nullable IpCondition condition) {
    boolean covers(String arn, Map<String, String> values) {
      return (condition == null || condition.holds(values))
          && actions.stream().anyMatch(a -> Wildcard.matches(a.toLowerCase(Locale.ROOT), ACTION))
          && resources.stream().anyMatch(resource -> matches(resource, arn));
    }

    /** A wildcard stays within its part of the ARN, except {@code *} alone. */
    private static boolean matches(String resource, String arn) {
      if (resource.equals("*")) {
        return true;
      }
      String[] pattern = resource.split(":", ARN_PARTS);
      String[] parts = arn.split(":", ARN_PARTS);
      if (pattern.length != parts.length) {
        return false;
      }
      for (int i = 0; i < parts.length; i++) {
        if (!Wildcard.matches(pattern[i], parts[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** What an HTTP API makes of a simple response: all routes allowed, or none. */
  static Policy ofAll(boolean allowed) {
    return new Policy(List.of(new Statement(allowed, List.of("*"), List.of("*"), null)));
  }

  /**
   * Reads a {@code policyDocument}.
   *
   * @throws IllegalArgumentException if it is no policy, or uses what API Gateway's own cannot be
   *     told from: conditions on anything but an address, variables, {@code NotAction}, {@code
   *     NotResource}
   */
  static Policy read(JsonNode document) {
    List<Statement> statements = new ArrayList<>();
    JsonNode statement = document.path("Statement");
    for (JsonNode each : statement.isObject() ? List.of(statement) : elements(statement)) {
      String effect = each.path("Effect").asText();
      if (!effect.equals("Allow") && !effect.equals("Deny")) {
        throw new IllegalArgumentException("its Effect is neither Allow nor Deny");
      }
      if (each.has("NotAction") || each.has("NotResource")) {
        throw new IllegalArgumentException("it has exceptions");
      }
      statements.add(
          new Statement(
              effect.equals("Allow"),
              texts(each.path("Action")),
              texts(each.path("Resource")),
              IpCondition.read(each.path("Condition"))));
    }
    return new Policy(statements);
  }

  /**
   * What it says of a request.
   *
   * @param values the request's values by condition key, such as {@code aws:SourceIp}
   */
  public Decision decide(String arn, Map<String, String> values) {
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.covers(arn, values)) {
        if (!statement.allow) {
          return Decision.EXPLICIT_DENY;
        }
        allowed = true;
      }
    }
    return allowed ? Decision.ALLOW : Decision.IMPLICIT_DENY;
  }

  private static Iterable<JsonNode> elements(JsonNode array) {
    if (!array.isArray() || array.isEmpty()) {
      throw new IllegalArgumentException("it has no Statement");
    }
    return array;
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isTextual() ? List.of(value) : elements(value)) {
      if (!each.isTextual() || each.asText().contains("${")) {
        throw new IllegalArgumentException("an Action or Resource is no plain text");
      }
      texts.add(each.asText());
    }
    return texts;
  }
}
