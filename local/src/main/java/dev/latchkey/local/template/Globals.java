package dev.latchkey.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SAM's {@code Globals}: what all functions or APIs of a template have in common. Maps are merged,
 * lists are added up, and of two scalars the resource's own counts.
 */
final class Globals {
  private static final Map<String, String> SECTIONS =
      Map.of(
          "AWS::Serverless::Function", "Function",
          "AWS::Serverless::Api", "Api",
          "AWS::Serverless::HttpApi", "HttpApi");

  private Globals() {}

  /** A resource's own properties with the globals for its type. */
  static @Nullable Object applied(
      Map<String, @Nullable Object> template, String type, @Nullable Object properties) {
    String section = SECTIONS.get(type);
    return section != null && template.get("Globals") instanceof Map<?, ?> globals
        ? merged(globals.get(section), properties)
        : properties;
  }

  private static @Nullable Object merged(@Nullable Object global, @Nullable Object own) {
    if (own == null) {
      return global;
    }
    if (global instanceof List<?> first && own instanceof List<?> second) {
      List<@Nullable Object> both = new ArrayList<>(first);
      both.addAll(second);
      return both;
    }
    if (!(global instanceof Map<?, ?> below) || !(own instanceof Map<?, ?> above)) {
      return own;
    }
    Map<Object, @Nullable Object> both = new LinkedHashMap<>(below);
    above.forEach((key, value) -> both.put(key, merged(below.get(key), value)));
    return both;
  }
}
