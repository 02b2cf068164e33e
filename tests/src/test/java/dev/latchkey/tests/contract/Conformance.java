package dev.latchkey.tests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether answers are the documented ones. */
public final class Conformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenApi openApi;

  public Conformance(OpenApi openApi) {
    this.openApi = openApi;
  }

  /** What an answer to an operation has that is not documented, or lacks; empty if all is well. */
  public List<String> problems(Operation operation, Exchange exchange) {
    DocumentedResponse answer = operation.answers().get(exchange.status());
    if (answer == null) {
      return List.of("status " + exchange.status() + " is not documented");
    }
    List<String> problems = new ArrayList<>();
    answer.headers().forEach((name, place) -> problems.addAll(problems(name, place, exchange)));
    if (answer.schemas().isEmpty() != exchange.body().isEmpty()) {
      problems.add(exchange.body().isEmpty() ? "no body" : "a body where none is documented");
    } else if (!answer.schemas().isEmpty()) {
      problems.addAll(problems(answer.schemas(), exchange));
    }
    return problems;
  }

  /**
   * What an answer is an instance of: {@code <operation> <status>} with the problem, if it is one.
   */
  public static String outcome(Operation operation, Exchange exchange) {
    String outcome = operation.id() + " " + exchange.status();
    return exchange.mediaType().equals("application/problem+json")
        ? outcome + " " + problem(exchange.body())
        : outcome;
  }

  private List<String> problems(String header, OpenApi.Located place, Exchange exchange) {
    List<String> values =
        exchange.headers().getOrDefault(header.toLowerCase(java.util.Locale.ROOT), List.of());
    if (values.isEmpty()) {
      return place.node().path("required").asBoolean(false)
          ? List.of("no header " + header)
          : List.of();
    }
    if (values.size() > 1) {
      return List.of("header " + header + " is doubled");
    }
    return openApi
        .validate(place.pointer() + "/schema", TextNode.valueOf(values.get(0)).toString())
        .stream()
        .map(problem -> "header " + header + problem)
        .toList();
  }

  private List<String> problems(Map<String, OpenApi.Located> schemas, Exchange exchange) {
    OpenApi.Located schema = schemas.get(exchange.mediaType());
    if (schema == null) {
      return List.of("media type " + exchange.header("content-type") + " is not documented");
    }
    return exchange.mediaType().endsWith("json")
        ? openApi.validate(schema.pointer(), exchange.body())
        : List.of();
  }

  private static String problem(String body) {
    try {
      JsonNode type = JSON.readTree(body).path("type");
      return type.asText().replace(DocumentedResponse.PROBLEM, "");
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
