package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of objects, and the parameters of calls. */
final class FieldList {
  private static final String BASE = "Fields";

  private final Contract contract;
  private final Shapes shapes;

  FieldList(Contract contract, Shapes shapes) {
    this.contract = contract;
    this.shapes = shapes;
  }

  /** The parameters of a call. */
  String ofParameters(List<JsonNode> parameters) {
    return parameters.stream()
        .map(
            parameter ->
                field(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean() ? "required" : "",
                    parameter.path("schema"),
                    parameter.path("description").asText()))
        .collect(Collectors.joining("", "<dl class=\"fields\">\n", "</dl>\n"));
  }

  /** The fields of an object. */
  String of(JsonNode schema) {
    return "<dl class=\"fields\">\n" + fields(schema, "") + "</dl>\n" + eitherOr(schema, "");
  }

  /** The fields of a named object; what it shares with another is not told again. */
  String ofThing(String name) {
    JsonNode schema = contract.schema(name);
    StringBuilder html = new StringBuilder();
    if (schema.has("oneOf")) {
      List<String> either =
          schema.path("oneOf").valueStream().map(this::of).collect(Collectors.toList());
      return String.join("<p>or</p>\n", either);
    }
    for (JsonNode part : parts(schema)) {
      String base = part.path("$ref").asText().replaceAll("^.*/(.*)$", "$1");
      String whole = base.endsWith(BASE) ? base.substring(0, base.length() - BASE.length()) : "";
      if (!whole.isEmpty() && !whole.equals(name) && contract.schema(whole).has("allOf")) {
        html.append("<p>All of ").append(shapes.thing(whole)).append(", and</p>\n");
      } else {
        html.append(of(contract.follow(part)));
      }
    }
    return html.toString();
  }

  private static List<JsonNode> parts(JsonNode schema) {
    return schema.has("allOf") && !schema.has("properties")
        ? schema.path("allOf").valueStream().toList()
        : List.of(schema);
  }

  private String fields(JsonNode schema, String prefix) {
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    return contract.properties(schema).entrySet().stream()
        .flatMap(
            field -> {
              JsonNode value = contract.follow(field.getValue());
              String row =
                  field(
                      prefix + field.getKey(),
                      "",
                      required.contains(field.getKey()) ? "required" : "",
                      field.getValue(),
                      value.path("description").asText());
              boolean inline =
                  contract.thing(field.getValue()).isEmpty() && value.has("properties");
              return inline
                  ? Stream.of(
                      row,
                      fields(value, prefix + field.getKey() + "."),
                      eitherOr(value, prefix + field.getKey() + "."))
                  : Stream.of(row);
            })
        .collect(Collectors.joining());
  }

  private String field(String name, String place, String need, JsonNode schema, String about) {
    JsonNode value = contract.follow(schema);
    String otherwise =
        value.has("default") ? ", otherwise " + Html.code(value.path("default").asText()) : "";
    String described = about.isEmpty() ? value.path("description").asText() : about;
    return """
    <div><dt>%s%s%s</dt><dd><p class="shape">%s%s</p>%s</dd></div>
    """
        .formatted(
            Html.code(name),
            mark("place", place),
            mark("need", need),
            shapes.of(schema),
            otherwise,
            described.isEmpty() ? "" : "<p>" + Html.line(described) + "</p>");
  }

  private static String eitherOr(JsonNode schema, String prefix) {
    List<String> names =
        schema
            .path("not")
            .path("required")
            .valueStream()
            .map(name -> Html.code(prefix + name.asText()))
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    String said = String.join(" or ", names) + ", never both.";
    return prefix.isEmpty()
        ? "<p>" + said + "</p>\n"
        : "<div><dt></dt><dd><p>" + said + "</p></dd></div>\n";
  }

  private static String mark(String type, String text) {
    return text.isEmpty() ? "" : " <small class=\"" + type + "\">" + text + "</small>";
  }
}
