package dev.latchkey.tests.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares an answer with what a response file says. Some texts there stand for others: {@code
 * <time>}, {@code <key id>}, {@code <api key>}, {@code <hint>}, {@code <cursor>}, {@code <any>}.
 * The text {@code body} of a proxy answer may be written as the JSON that it is.
 */
final class Expectation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Pattern> STAND_INS =
      Map.of(
          "<time>", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
          "<key id>", Pattern.compile("[0-9A-Za-z]{16}"),
          "<api key>", Pattern.compile("lk_[0-9A-Za-z]{16}_[0-9A-Za-z]{49}"),
          "<hint>", Pattern.compile("lk_[0-9A-Za-z]{6}"),
          "<cursor>", Pattern.compile("[0-9A-Za-z_-]+"),
          "<any>", Pattern.compile("(?s).+"));

  private final List<String> differences = new ArrayList<>();

  private Expectation() {}

  /** Where an answer differs; empty if it does not. */
  static List<String> differences(JsonNode expected, String answer) {
    Expectation expectation = new Expectation();
    expectation.compare("", expected, parse(answer));
    return expectation.differences;
  }

  private void compare(String at, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isTextual() && at.equals("/body")) {
      compare(at, expected, parse(actual.textValue()));
    } else if (expected.isObject() && actual.isObject()) {
      for (String name : names(expected, actual)) {
        compare(at + "/" + name, expected.path(name), actual.path(name));
      }
    } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(at + "/" + i, expected.get(i), actual.get(i));
      }
    } else if (!matches(expected, actual)) {
      differences.add("%s: expected %s, was %s".formatted(at, expected, actual));
    }
  }

  private static boolean matches(JsonNode expected, JsonNode actual) {
    Pattern pattern = STAND_INS.get(expected.asText());
    return (pattern != null && actual.isTextual())
        ? pattern.matcher(actual.textValue()).matches()
        : expected.equals(actual);
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    for (JsonNode object : List.of(one, other)) {
      for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
        names.add(each.next());
      }
    }
    return names;
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
