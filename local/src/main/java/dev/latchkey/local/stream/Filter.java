package dev.latchkey.local.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.StreamSupport;

/**
 * A filter pattern of an event source mapping: an object that names fields, whose lists hold the
 * values that will do, or one of the rules {@code prefix}, {@code exists} and {@code anything-but}.
 */
public final class Filter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode pattern;

  private Filter(JsonNode pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is not one, or uses another rule
   */
  public static Filter parse(String pattern) {
    try {
      JsonNode tree = JSON.readTree(pattern);
      check(tree);
      return new Filter(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The filter pattern is not JSON: " + pattern, e);
    }
  }

  boolean matches(JsonNode record) {
    return matches(pattern, record);
  }

  private static boolean matches(JsonNode pattern, JsonNode value) {
    if (pattern.isArray()) {
      return any(pattern, rule -> meets(rule, value));
    }
    return pattern.properties().stream()
        .allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
  }

  private static boolean meets(JsonNode rule, JsonNode value) {
    if (!rule.isObject()) {
      return rule.equals(value);
    }
    var entry = rule.properties().iterator().next();
    JsonNode operand = entry.getValue();
    return switch (entry.getKey()) {
      case "prefix" -> value.isTextual() && value.asText().startsWith(operand.asText());
      case "exists" -> operand.asBoolean() != value.isMissingNode();
      case "anything-but" ->
          value.isValueNode()
              && !value.isMissingNode()
              && !(operand.isArray() ? any(operand, value::equals) : operand.equals(value));
      default -> throw unknown(entry.getKey());
    };
  }

  private static void check(JsonNode pattern) {
    if (!pattern.isObject()) {
      throw new IllegalArgumentException("A filter pattern has to be an object: " + pattern);
    }
    for (JsonNode field : pattern) {
      if (!field.isArray()) {
        check(field);
        continue;
      }
      for (JsonNode rule : field) {
        if (rule.isObject()) {
          meets(rule, JSON.nullNode());
        }
      }
    }
  }

  private static IllegalArgumentException unknown(String rule) {
    return new IllegalArgumentException("The filter rule " + rule + " is not known on a laptop");
  }

  private static boolean any(JsonNode array, java.util.function.Predicate<JsonNode> test) {
    return StreamSupport.stream(array.spliterator(), false).anyMatch(test);
  }
}
