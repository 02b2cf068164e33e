package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What values may be, in words; it remembers the things that it led to. */
final class Shapes {
  /** A longer pattern says less than the description beside it. */
  private static final int LONGEST_PATTERN = 64;

  private final Contract contract;
  private final Set<String> things = new LinkedHashSet<>();

  Shapes(Contract contract) {
    this.contract = contract;
  }

  /** The names of the schemas that were linked to so far. */
  List<String> things() {
    return List.copyOf(things);
  }

  /** A link to the place of a schema. */
  String thing(String name) {
    things.add(name);
    return Html.link(id(name), Html.text(words(name)));
  }

  static String id(String name) {
    return "thing-" + Contract.kebab(name);
  }

  /** {@code DataApiPage} as {@code data API page}. */
  static String words(String name) {
    return Contract.kebab(name).replace('-', ' ').replaceAll("\\bapi\\b", "API");
  }

  /** A schema in words, as HTML. */
  String of(JsonNode schema) {
    return contract.thing(schema).map(this::thing).orElseGet(() -> plain(contract.follow(schema)));
  }

  private String plain(JsonNode schema) {
    if (schema.has("enum")) {
      return choices(schema.path("enum"));
    }
    if (schema.has("const")) {
      return Html.code(schema.path("const").asText());
    }
    for (String either : List.of("anyOf", "oneOf")) {
      if (schema.has(either)) {
        return schema.path(either).valueStream().map(this::of).collect(Collectors.joining(", or "));
      }
    }
    return switch (schema.path("type").asText()) {
      case "null" -> Html.code("null");
      case "array" -> list(schema);
      case "integer" -> joined("whole number", range(schema, "minimum", "maximum", ""));
      case "object" -> schema.path("additionalProperties").isObject() ? map(schema) : "object";
      default -> string(schema);
    };
  }

  private String string(JsonNode schema) {
    if (schema.path("format").asText().equals("date-time")) {
      return "time";
    }
    String pattern = schema.path("pattern").asText();
    return joined(
        "text",
        range(schema, "minLength", "maxLength", " characters"),
        pattern.isEmpty() || pattern.length() > LONGEST_PATTERN ? "" : Html.code(pattern));
  }

  private String list(JsonNode schema) {
    return joined("list of " + of(schema.path("items")), range(schema, "minItems", "maxItems", ""));
  }

  private String map(JsonNode schema) {
    return "object of " + of(schema.path("additionalProperties"));
  }

  private static String choices(JsonNode values) {
    return values
        .valueStream()
        .map(value -> Html.code(value.asText()))
        .collect(Collectors.joining(" · "));
  }

  private static String range(JsonNode schema, String least, String most, String unit) {
    if (!schema.has(most)) {
      long from = schema.path(least).asLong();
      return !schema.has(least) || (from == 1 && !unit.isEmpty())
          ? ""
          : "at least " + number(from) + unit;
    }
    return schema.has(least)
        ? number(schema.path(least).asLong()) + "–" + number(schema.path(most).asLong()) + unit
        : "at most " + number(schema.path(most).asLong()) + unit;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String joined(String... parts) {
    List<String> all = new ArrayList<>(List.of(parts));
    all.removeIf(String::isEmpty);
    return String.join(", ", all);
  }
}
