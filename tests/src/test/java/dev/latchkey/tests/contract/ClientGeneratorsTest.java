package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract has the form that client generators support. {@code bin/generated-clients} uses the
 * clients that six of them generate.
 */
final class ClientGeneratorsTest {
  private final JsonNode document = OpenApi.contract().document();

  /** A client has one return type for an operation: that of its lowest status. */
  @Test
  void aRepeatHasTheSchemaOfTheFirstResponse() {
    List<Operation> creating =
        OpenApi.contract().operations().stream()
            .filter(operation -> operation.answers().containsKey(201))
            .toList();
    assertThat(creating).hasSize(2);
    assertThat(creating)
        .allSatisfy(
            operation ->
                assertThat(response(operation, 200).schemas())
                    .isEqualTo(response(operation, 201).schemas()));
  }

  /** A model without a name is called InlineObject1, and changes its name with the next one. */
  @Test
  void everyBodyHasOneMediaTypeAndANamedSchema() {
    List<JsonNode> bodies = document.findValues("content");
    assertThat(bodies).hasSizeGreaterThan(20);
    assertThat(bodies)
        .allSatisfy(
            body -> {
              assertThat(body).hasSize(1);
              String mediaType = body.fieldNames().next();
              assertThat(body.get(mediaType).path("schema").has("$ref"))
                  .as(body.toString())
                  .isEqualTo(mediaType.endsWith("json"));
            });
  }

  /** Without a type, oapi-codegen reads a header into any type, and fails. */
  @Test
  void everyConstantHasAType() {
    assertThat(constants(document).toList())
        .hasSizeGreaterThan(20)
        .allSatisfy(schema -> assertThat(schema.path("type").isTextual()).isTrue());
  }

  /** Many generators make a type that holds nothing, or does not compile. */
  @Test
  void noSchemaIsAChoiceOfTypes() {
    assertThat(document.findValues("oneOf")).isEmpty();
    List<JsonNode> choices = new ArrayList<>(document.findValues("type"));
    choices.removeIf(type -> !type.isArray());
    assertThat(choices)
        .allSatisfy(
            types -> assertThat(types).hasSize(2).anyMatch(type -> type.asText().equals("null")));
  }

  /** openapi-generator makes an enum of strings, which does not compile in Java. */
  @Test
  void noBooleanIsAnEnumeration() {
    List<JsonNode> schemas = document.findParents("enum");
    assertThat(schemas)
        .hasSizeGreaterThan(20)
        .allSatisfy(schema -> assertThat(schema.path("type").asText()).isEqualTo("string"));
  }

  /** Some generators make an empty type of a schema that is a reference with a description. */
  @Test
  void noSchemaIsOnlyAReference() {
    assertThat(document.at("/components/schemas").properties())
        .isNotEmpty()
        .allSatisfy(schema -> assertThat(schema.getValue().has("$ref")).isFalse());
  }

  /** oapi-codegen leaves out the properties of a part that itself has parts. */
  @Test
  void partsOfSchemasHaveEitherPartsOrProperties() {
    List<JsonNode> parts = new ArrayList<>();
    document.findValues("allOf").forEach(all -> all.forEach(parts::add));
    assertThat(parts)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            part -> {
              String reference = part.path("$ref").asText();
              JsonNode schema = reference.isEmpty() ? part : document.at(reference.substring(1));
              assertThat(schema.has("allOf") && schema.has("properties")).as(reference).isFalse();
            });
  }

  /** In Go, {@code NewKey} is the constructor of {@code Key}. */
  @Test
  void noSchemaHasTheNameOfAConstructor() {
    assertThat(document.at("/components/schemas").properties())
        .extracting(Map.Entry::getKey)
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("New"));
  }

  private static DocumentedResponse response(Operation operation, int status) {
    return Objects.requireNonNull(operation.answers().get(status));
  }

  private static Stream<JsonNode> constants(JsonNode node) {
    Stream<JsonNode> here = node.has("const") ? Stream.of(node) : Stream.empty();
    return Stream.concat(here, node.valueStream().flatMap(ClientGeneratorsTest::constants));
  }
}
