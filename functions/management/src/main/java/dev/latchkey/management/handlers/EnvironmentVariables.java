package dev.latchkey.management.handlers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The variables that the template gives a function. What is wrong with one is said at once, with
 * its name and that of the template's parameter.
 */
record EnvironmentVariables(Map<String, String> variables) {

  /** A text; empty if it is not set. */
  String text(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /**
   * A text that has to be set.
   *
   * @throws IllegalStateException if it is not
   */
  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw bad(name, "must be set");
    }
    return text;
  }

  /** The parts of a text that are separated by commas; none if it is not set. */
  List<String> list(String name) {
    return split(text(name));
  }

  /**
   * The parts, at least one, of a text.
   *
   * @throws IllegalStateException if there is none
   */
  List<String> requiredList(String name) {
    List<String> parts = list(name);
    if (parts.isEmpty()) {
      throw bad(name, "must name at least one");
    }
    return parts;
  }

  /**
   * A whole number.
   *
   * @throws IllegalStateException unless it is one from {@code least} to {@code most}
   */
  int number(String name, int least, int most) {
    String text = text(name);
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw bad(name, "must be a whole number from %d to %d".formatted(least, most));
    }
    return number;
  }

  /** What to throw over a variable. */
  IllegalStateException bad(String name, String problem) {
    return new IllegalStateException(
        "%s (template parameter %s) %s.".formatted(name, parameter(name), problem));
  }

  static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static String parameter(String name) {
    return Arrays.stream(name.split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
