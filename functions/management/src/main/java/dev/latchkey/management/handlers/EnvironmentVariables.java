package dev.latchkey.management.handlers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The environment variables that the template sets. An invalid value is reported with the name of
 * the variable and of the template's parameter.
 */
record EnvironmentVariables(Map<String, String> variables) {

  /** Returns a variable; empty if it is not set. */
  String text(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /**
   * Returns a variable that must be set.
   *
   * @throws IllegalStateException if it is not set
   */
  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw bad(name, "must be set");
    }
    return text;
  }

  /** Returns the comma-separated parts of a variable; empty if it is not set. */
  List<String> list(String name) {
    return split(text(name));
  }

  /**
   * Returns the comma-separated parts of a variable, at least one.
   *
   * @throws IllegalStateException if there are none
   */
  List<String> requiredList(String name) {
    List<String> parts = list(name);
    if (parts.isEmpty()) {
      throw bad(name, "must have at least one entry");
    }
    return parts;
  }

  /**
   * Returns a variable that is a whole number.
   *
   * @throws IllegalStateException unless it is a whole number from {@code least} to {@code most}
   */
  int number(String name, int least, int most) {
    String text = text(name);
    int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      throw bad(name, "must be a whole number from %d to %d".formatted(least, most));
    }
    return number;
  }

  /** Returns the exception for an invalid variable. */
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
