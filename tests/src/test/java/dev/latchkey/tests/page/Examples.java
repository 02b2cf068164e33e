package dev.latchkey.tests.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;

/** The examples of the contract, as JSON and as a command line. */
final class Examples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final Contract contract;

  Examples(Contract contract) {
    this.contract = contract;
  }

  /** The first example of a content, for people. */
  Optional<String> json(JsonNode content) {
    return value(content).map(Examples::pretty);
  }

  /** A call on the command line, with its example as the body. */
  String curl(Contract.Call call) {
    StringBuilder line = new StringBuilder("curl -sS");
    Optional<JsonNode> body = value(call.node().at("/requestBody/content"));
    if (!call.method().equals(body.isPresent() ? "POST" : "GET")) {
      line.append(" -X ").append(call.method());
    }
    line.append(" \"$URL").append(shellVariables(call.path())).append('"');
    if (!call.node().has("security")) {
      line.append(" -H \"Authorization: Bearer $TOKEN\"");
    }
    body.ifPresent(
        json ->
            line.append(" \\\n  -H 'Content-Type: application/json' -d '")
                .append(pretty(json).replace("'", "'\\''"))
                .append('\''));
    return line.toString();
  }

  private static String shellVariables(String path) {
    StringBuilder text = new StringBuilder();
    for (String part : path.split("/", -1)) {
      text.append(text.isEmpty() && part.isEmpty() ? "" : "/")
          .append(
              part.startsWith("{")
                  ? "$" + part.substring(1, part.length() - 1).toUpperCase(Locale.ROOT)
                  : part);
    }
    return text.toString();
  }

  private Optional<JsonNode> value(JsonNode content) {
    return content
        .valueStream()
        .flatMap(type -> type.path("examples").valueStream())
        .map(example -> contract.follow(example).path("value"))
        .findFirst();
  }

  private static String pretty(JsonNode json) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(LINES);
    printer.indentArraysWith(LINES);
    try {
      return JSON.writer(printer).writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
