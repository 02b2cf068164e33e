package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code openapi.yaml} with its references, as a page asks for it. */
final class Contract {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final String SCHEMAS = "#/components/schemas/";

  private final JsonNode document;

  Contract(String yaml) {
    document =
        new ObjectMapper()
            .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** A call: where it stands, and what is said of it. */
  record Call(String method, String path, JsonNode node, List<JsonNode> parameters) {
    String id() {
      return kebab(node.path("operationId").asText());
    }
  }

  JsonNode at(String pointer) {
    return document.at(pointer);
  }

  /** The calls of a tag, in the document's order. */
  List<Call> calls(String tag) {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .map(method -> call(path.getKey(), path.getValue(), method)))
        .filter(call -> call.node().path("tags").path(0).asText().equals(tag))
        .toList();
  }

  private Call call(String path, JsonNode shared, Map.Entry<String, JsonNode> method) {
    Stream<JsonNode> parameters =
        Stream.of(shared, method.getValue()).flatMap(node -> node.path("parameters").valueStream());
    return new Call(
        method.getKey().toUpperCase(Locale.ROOT),
        path,
        method.getValue(),
        parameters.map(this::follow).toList());
  }

  /** What a node refers to, with what is said beside the reference. */
  JsonNode follow(JsonNode node) {
    String reference = node.path("$ref").asText();
    if (reference.isEmpty()) {
      return node;
    }
    JsonNode target = follow(document.at(reference.substring(1)));
    if (node.size() == 1 || !target.isObject()) {
      return target;
    }
    ObjectNode both = target.deepCopy();
    node.properties().forEach(field -> both.set(field.getKey(), field.getValue()));
    return both;
  }

  /** The name of the schema of an object that a node refers to, which has a place of its own. */
  Optional<String> thing(JsonNode node) {
    String reference = node.path("$ref").asText();
    JsonNode target = document.at(reference.isEmpty() ? "" : reference.substring(1));
    return reference.startsWith(SCHEMAS)
            && (target.has("properties") || target.has("allOf") || target.has("oneOf"))
        ? Optional.of(reference.substring(SCHEMAS.length()))
        : Optional.empty();
  }

  /** The properties of a schema by name: its own, then those of the schemas in its allOf. */
  Map<String, JsonNode> properties(JsonNode schema) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    schema.path("properties").properties().forEach(own -> all.put(own.getKey(), own.getValue()));
    schema.path("allOf").forEach(part -> properties(follow(part)).forEach(all::putIfAbsent));
    return all;
  }

  /** The schema of a name. */
  JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** {@code CreateKey} as {@code create-key}. */
  static String kebab(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
