package dev.latchkey.local.story;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of a story's <code>{{variables}}</code> while it is played. */
final class Variables {
  static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([$\\w]+)\\s*}}");

  private final Map<String, String> values = new HashMap<>();

  /**
   * Starts with some values.
   *
   * @param seconds what <code>{{$timestamp}}</code> stands for, in Unix time
   */
  Variables(Map<String, String> start, long seconds) {
    values.putAll(start);
    values.put("$timestamp", Long.toString(seconds));
  }

  void set(String name, String value) {
    values.put(name, value);
  }

  /**
   * The text with each variable replaced by its value.
   *
   * @throws IllegalArgumentException if one has none
   */
  String fill(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1))));
  }

  private String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The story uses {{" + name + "}} before it has a value");
    }
    return value;
  }
}
