package dev.latchkey.tests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A call that {@code openapi.yaml} documents.
 *
 * @param id its name, the verb of its function
 * @param method in upper case
 * @param path with its parameters in braces
 * @param open whether it needs no operator's token
 * @param answers by status
 */
public record Operation(
    String id, String method, String path, boolean open, Map<Integer, DocumentedResponse> answers) {

  boolean matches(String calledMethod, String calledPath) {
    return method.equals(calledMethod)
        && Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+"), calledPath);
  }

  static Operation of(OpenApi openApi, String path, String method) {
    OpenApi.Located place = openApi.at("/paths/" + path.replace("/", "~1")).child(method);
    Map<Integer, DocumentedResponse> answers = new TreeMap<>();
    OpenApi.Located responses = place.child("responses");
    responses
        .node()
        .fieldNames()
        .forEachRemaining(
            status ->
                answers.put(
                    Integer.valueOf(status),
                    DocumentedResponse.of(openApi, openApi.follow(responses.child(status)))));
    JsonNode security = place.node().path("security");
    return new Operation(
        place.node().path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        security.isArray() && security.findValue("operator") == null,
        answers);
  }
}
