package dev.latchkey.tests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.latchkey.tests.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code openapi.yaml} or {@code front-door.yaml}, read once. */
public final class OpenApi {
  private static final String ID = "https://latchkey.invalid/openapi";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OpenApi CONTRACT = new OpenApi(Project.read("openapi.yaml"));

  private static final OpenApi FRONT_DOOR = new OpenApi(Project.read("front-door.yaml"));

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final List<Operation> operations;

  OpenApi(String yaml) {
    document = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(iri -> iri.equals(ID) ? document.toString() : null));
    operations = operations(document);
  }

  /** The contract of the management API. */
  public static OpenApi contract() {
    return CONTRACT;
  }

  /** The contract of the front door. */
  public static OpenApi frontDoor() {
    return FRONT_DOOR;
  }

  /** The whole document. */
  public JsonNode document() {
    return document;
  }

  /** All operations. */
  public List<Operation> operations() {
    return operations;
  }

  /** The operation that a request is one of; of two that match, the one with fewer parameters. */
  public Optional<Operation> find(String method, String path) {
    return operations.stream()
        .filter(operation -> operation.matches(method, path))
        .min(
            Comparator.comparing(
                operation -> operation.path().chars().filter(c -> c == '{').count()));
  }

  /** A node by its JSON Pointer; references on the way are followed. */
  public Located at(String pointer) {
    String place = "";
    JsonNode node = document;
    for (String segment : pointer.substring(1).split("/", -1)) {
      Located parent = follow(new Located(place, node));
      place = parent.pointer() + "/" + segment;
      node = document.at(place);
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("openapi.yaml has no " + pointer);
      }
    }
    return follow(new Located(place, node));
  }

  /** What a schema of the document finds wrong with a JSON text. */
  public List<String> validate(String schemaPointer, String json) {
    return schemas
        .getSchema(SchemaLocation.of(ID + "#" + schemaPointer))
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** A place in the document. */
  public record Located(String pointer, JsonNode node) {
    /** The place of a field of this one. */
    public Located child(String field) {
      return new Located(
          pointer + "/" + field.replace("~", "~0").replace("/", "~1"), node.path(field));
    }
  }

  Located follow(Located place) {
    JsonNode reference = place.node().path("$ref");
    return reference.isTextual() && place.node().size() == 1
        ? at(reference.textValue().substring(1))
        : place;
  }

  private List<Operation> operations(JsonNode document) {
    List<Operation> found = new ArrayList<>();
    Located paths = new Located("/paths", document.path("paths"));
    paths
        .node()
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .child(path)
                    .node()
                    .fieldNames()
                    .forEachRemaining(
                        field -> {
                          if (!field.equals("parameters")) {
                            found.add(Operation.of(this, path, field));
                          }
                        }));
    return List.copyOf(found);
  }
}
