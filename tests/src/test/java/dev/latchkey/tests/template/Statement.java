package dev.latchkey.tests.template;

import dev.latchkey.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The least that a role can be told apart by: one action on one resource and, where the template
 * says which, on the partitions of one pattern.
 *
 * @param function the logical id of the function whose role says it
 * @param partitions a pattern in which {@code *} stands for anything, or null for all partitions
 */
record Statement(String function, String action, String resource, @Nullable String partitions) {
  private static final Set<String> OPERATORS =
      Set.of("ForAllValues:StringLike", "ForAllValues:StringEquals");

  /** All that a template lets its functions do with the table. */
  static List<Statement> of(Template template) {
    List<Statement> statements = new ArrayList<>();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (function, properties) ->
                documents(template, properties).stream()
                    .flatMap(document -> list(map(document).get("Statement")).stream())
                    .forEach(statement -> add(statements, function, map(statement))));
    return statements;
  }

  /** Whether IAM lets a request through because of this. */
  boolean allows(Need need) {
    return need.action().equals(action)
        && need.resource().equals(resource)
        && (partitions == null || like(partitions, need.leadingKey()));
  }

  private static List<?> documents(Template template, Map<String, @Nullable Object> properties) {
    if (properties.get("Role") == null) {
      return list(properties.get("Policies"));
    }
    String role = String.valueOf(properties.get("Role"));
    return template.resources("AWS::IAM::Role").entrySet().stream()
        .filter(candidate -> role.endsWith(candidate.getKey()))
        .flatMap(found -> list(found.getValue().get("Policies")).stream())
        .map(policy -> map(policy).get("PolicyDocument"))
        .toList();
  }

  private static void add(List<Statement> all, String function, Map<?, ?> statement) {
    for (Object action : list(statement.get("Action"))) {
      for (Object resource : list(statement.get("Resource"))) {
        if (String.valueOf(resource).matches("arn:aws:dynamodb:[^/]*/[^/]+(/index/.*)?")) {
          partitions(statement)
              .map(each -> each.isEmpty() ? null : each)
              .map(each -> new Statement(function, "" + action, "" + resource, each))
              .forEach(all::add);
        }
      }
    }
  }

  private static Stream<String> partitions(Map<?, ?> statement) {
    if (statement.get("Condition") == null) {
      return Stream.of("");
    }
    Map<?, ?> condition = map(statement.get("Condition"));
    if (!OPERATORS.containsAll(condition.keySet())) {
      throw new IllegalStateException("This test does not know " + condition);
    }
    return condition.values().stream()
        .flatMap(keys -> list(map(keys).get("dynamodb:LeadingKeys")).stream())
        .map(String::valueOf);
  }

  private static boolean like(String pattern, String text) {
    return pattern.endsWith("*")
        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
        : text.equals(pattern);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }
}
