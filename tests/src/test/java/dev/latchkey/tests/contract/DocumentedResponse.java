package dev.latchkey.tests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An answer that {@code openapi.yaml} documents.
 *
 * @param headers the pointers of its headers, by name
 * @param schemas the pointers of its schemas, by media type; empty if it has no body
 * @param problems the problem types that it may have, without their common beginning
 */
public record DocumentedResponse(
    Map<String, OpenApi.Located> headers,
    Map<String, OpenApi.Located> schemas,
    Set<String> problems) {
  static final String PROBLEM = "urn:latchkey:problem:";

  static DocumentedResponse of(OpenApi openApi, OpenApi.Located answer) {
    Map<String, OpenApi.Located> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    OpenApi.Located headerPlace = answer.child("headers");
    headerPlace
        .node()
        .fieldNames()
        .forEachRemaining(name -> headers.put(name, openApi.follow(headerPlace.child(name))));
    Map<String, OpenApi.Located> schemas = new TreeMap<>();
    OpenApi.Located content = answer.child("content");
    content
        .node()
        .fieldNames()
        .forEachRemaining(
            type -> schemas.put(type, openApi.follow(content.child(type).child("schema"))));
    Set<String> problems = new LinkedHashSet<>();
    schemas.values().forEach(schema -> collectProblems(schema.node(), problems));
    return new DocumentedResponse(headers, schemas, problems);
  }

  private static void collectProblems(JsonNode schema, Set<String> problems) {
    schema
        .findValues("type")
        .forEach(
            type ->
                type.path("enum")
                    .forEach(value -> problems.add(value.asText().substring(PROBLEM.length()))));
  }
}
