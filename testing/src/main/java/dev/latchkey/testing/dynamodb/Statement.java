package dev.latchkey.testing.dynamodb;

import dev.latchkey.local.gateway.Wildcard;
import dev.latchkey.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The least that a role can be told apart by: one action on one resource and, where the template
 * says which, on the partitions of one pattern and on some attributes.
 *
 * @param function the logical id of the function whose role says it
 * @param partitions a pattern in which {@code *} stands for anything, or null for all partitions
 * @param attributes those that a request may name, which has to name what it reads; or null for all
 */
public record Statement(
    String function,
    String action,
    String resource,
    @Nullable String partitions,
    @Nullable Set<String> attributes) {
  private static final String ALL_ARE = "ForAllValues:StringEquals";
  private static final String ALL_ARE_LIKE = "ForAllValues:StringLike";
  private static final String IS_IF_THERE = "StringEqualsIfExists";
  private static final String PARTITIONS = "dynamodb:LeadingKeys";
  private static final String ATTRIBUTES = "dynamodb:Attributes";
  private static final String SELECT = "dynamodb:Select";

  /** What this test knows of conditions. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          ALL_ARE, Set.of(PARTITIONS, ATTRIBUTES),
          ALL_ARE_LIKE, Set.of(PARTITIONS),
          IS_IF_THERE, Set.of(SELECT));

  /** All that a template lets its functions do with the table. */
  public static List<Statement> of(Template template) {
    List<Statement> statements = new ArrayList<>();
    forEach(template, (function, statement) -> add(statements, function, statement));
    return statements;
  }

  /**
   * Passes on each statement of a role in a template.
   *
   * @param taker takes the logical id of the function, and the statement
   */
  public static void forEach(Template template, BiConsumer<String, Map<?, ?>> taker) {
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (function, properties) ->
                documents(template, properties).stream()
                    .flatMap(document -> list(map(document).get("Statement")).stream())
                    .forEach(statement -> taker.accept(function, map(statement))));
  }

  /** Whether IAM lets a request through because of this. */
  public boolean allows(Need need) {
    return need.action().equals(action)
        && need.resource().equals(resource)
        && (partitions == null || Wildcard.matches(partitions, need.leadingKey()))
        && (attributes == null
            || (need.select().equals("SPECIFIC_ATTRIBUTES")
                && attributes.containsAll(need.attributes())));
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
    Map<?, ?> conditions =
        statement.get("Condition") == null ? Map.of() : map(statement.get("Condition"));
    Set<String> attributes = attributes(conditions);
    for (Object action : list(statement.get("Action"))) {
      for (Object resource : list(statement.get("Resource"))) {
        if (String.valueOf(resource).matches("arn:aws:dynamodb:[^/]*/[^/]+(/index/.*)?")) {
          for (String partitions : partitions(conditions)) {
            all.add(
                new Statement(
                    function,
                    "" + action,
                    "" + resource,
                    partitions.isEmpty() ? null : partitions,
                    attributes));
          }
        }
      }
    }
  }

  private static List<String> partitions(Map<?, ?> conditions) {
    conditions.forEach(
        (operator, keys) -> {
          if (!KNOWN.getOrDefault("" + operator, Set.of()).containsAll(map(keys).keySet())) {
            throw new IllegalStateException("This test does not know " + operator + " " + keys);
          }
        });
    List<String> partitions =
        conditions.values().stream()
            .flatMap(keys -> list(map(keys).get(PARTITIONS)).stream())
            .map(String::valueOf)
            .toList();
    return partitions.isEmpty() ? List.of("") : partitions;
  }

  /** A condition on attributes holds nothing unless it is said that they are all that is read. */
  private static @Nullable Set<String> attributes(Map<?, ?> conditions) {
    List<?> named = list(map(conditions.get(ALL_ARE), Map.of()).get(ATTRIBUTES));
    List<?> select = list(map(conditions.get(IS_IF_THERE), Map.of()).get(SELECT));
    if (named.isEmpty() != !select.equals(List.of("SPECIFIC_ATTRIBUTES"))) {
      throw new IllegalStateException("Attributes and Select come together: " + conditions);
    }
    return named.isEmpty()
        ? null
        : named.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static Map<?, ?> map(@Nullable Object value, Map<?, ?> otherwise) {
    return value == null ? otherwise : map(value);
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }
}
