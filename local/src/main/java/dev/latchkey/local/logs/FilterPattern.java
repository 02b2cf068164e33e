package dev.latchkey.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs for lines in JSON. It knows comparisons of a top-level field
 * with a text, such as <code>{ $.level = "ERROR" }</code>, joined by {@code &&}, {@code ||} and
 * parentheses. A field that a line lacks is neither equal nor unequal to a text.
 */
public final class FilterPattern {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\(|\\)|&&|\\|\\||!=|=|\\$\\.[A-Za-z_]+|\"[^\"]*\"|$)");

  private final String text;
  private final Matcher tokens;
  private final Predicate<JsonNode> condition;
  private String token = "";

  private FilterPattern(String text, String expression) {
    this.text = text;
    this.tokens = TOKEN.matcher(expression);
    next();
    this.condition = either();
    if (!token.isEmpty()) {
      throw unknown();
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is not one, or uses what is not known here
   */
  public static FilterPattern parse(String pattern) {
    String trimmed = pattern.trim();
    if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
      throw new IllegalArgumentException("The filter pattern is not known on a laptop: " + pattern);
    }
    return new FilterPattern(pattern, trimmed.substring(1, trimmed.length() - 1));
  }

  /** Whether a line matches; a line that is not a JSON object does not. */
  public boolean matches(String line) {
    try {
      JsonNode parsed = JSON.readTree(line);
      return parsed != null && parsed.isObject() && condition.test(parsed);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private Predicate<JsonNode> either() {
    Predicate<JsonNode> all = both();
    while (token.equals("||")) {
      next();
      all = all.or(both());
    }
    return all;
  }

  private Predicate<JsonNode> both() {
    Predicate<JsonNode> all = one();
    while (token.equals("&&")) {
      next();
      all = all.and(one());
    }
    return all;
  }

  private Predicate<JsonNode> one() {
    if (token.equals("(")) {
      next();
      Predicate<JsonNode> inner = either();
      take(token.equals(")"));
      return inner;
    }
    String field = take(token.startsWith("$."));
    String operator = take(token.equals("=") || token.equals("!="));
    String quoted = take(token.startsWith("\""));
    String value = quoted.substring(1, quoted.length() - 1);
    boolean isEqual = operator.equals("=");
    return line -> {
      JsonNode node = line.path(field.substring(2));
      return node.isTextual() && node.asText().equals(value) == isEqual;
    };
  }

  private String take(boolean isExpected) {
    if (!isExpected) {
      throw unknown();
    }
    String taken = token;
    next();
    return taken;
  }

  private void next() {
    if (!tokens.lookingAt()) {
      throw unknown();
    }
    token = tokens.group(1);
    tokens.region(tokens.end(), tokens.regionEnd());
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException("The filter pattern is not known on a laptop: " + text);
  }
}
