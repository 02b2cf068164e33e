package dev.latchkey.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a stack: what was given, else the template's defaults. */
final class Parameters {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Takes the values in force.
   *
   * @param declared the template's {@code Parameters}
   * @param given values by name
   * @throws TemplateException if one is missing, unknown or not allowed
   */
  Parameters(Value declared, Map<String, String> given) {
    declared
        .entries()
        .forEach((name, definition) -> values.put(name, value(name, definition, given)));
    Set<String> unknown = new java.util.TreeSet<>(given.keySet());
    unknown.removeAll(values.keySet());
    if (!unknown.isEmpty()) {
      throw new TemplateException(
          declared.file() + " has no parameter " + String.join(", ", unknown) + ".");
    }
  }

  private static String value(String name, Value definition, Map<String, String> given) {
    String value = given.get(name);
    if (value == null) {
      value = definition.get("Default").optionalText();
    }
    if (value == null) {
      throw new TemplateException(
          definition.file()
              + ": the parameter "
              + name
              + " has no default and no value was given.");
    }
    check(definition, value);
    return value;
  }

  private static void check(Value definition, String value) {
    Value allowed = definition.get("AllowedValues");
    if (allowed.isPresent() && !allowed.texts().contains(value)) {
      throw definition.wrong(
          "the value \"" + value + "\" is not one of " + String.join(", ", allowed.texts()));
    }
    String pattern = definition.get("AllowedPattern").optionalText();
    if (pattern != null && !Pattern.compile(pattern).matcher(value).matches()) {
      throw definition.wrong("the value \"" + value + "\" does not match " + pattern);
    }
    if ("Number".equals(definition.get("Type").optionalText())) {
      checkNumber(definition, value);
    }
  }

  private static void checkNumber(Value definition, String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw definition.wrong("the value \"" + value + "\" is not a number");
    }
    String least = definition.get("MinValue").optionalText();
    String most = definition.get("MaxValue").optionalText();
    if ((least != null && number < Double.parseDouble(least))
        || (most != null && number > Double.parseDouble(most))) {
      throw definition.wrong(
          "the value "
              + value
              + " is not within "
              + (least == null ? "…" : least)
              + " to "
              + (most == null ? "…" : most));
    }
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** The value as an intrinsic function sees it: a list where the type says so. */
  static Object typed(String value, @Nullable String type) {
    return type != null && (type.equals("CommaDelimitedList") || type.startsWith("List<"))
        ? List.of(value.split(" *, *", -1))
        : value;
  }
}
