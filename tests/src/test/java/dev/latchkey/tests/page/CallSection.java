package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the page says of a call: parameters, body, answers, problems. */
final class CallSection {
  private static final String PROBLEM = "application/problem+json";

  private final Contract contract;
  private final Shapes shapes;
  private final FieldList fields;
  private final Examples examples;

  CallSection(Contract contract, Shapes shapes) {
    this.contract = contract;
    this.shapes = shapes;
    this.fields = new FieldList(contract, shapes);
    this.examples = new Examples(contract);
  }

  String of(Contract.Call call) {
    String summary = call.node().path("summary").asText();
    return """
    <section class="call" id="%s">
    <h3>%s</h3>
    <p class="route">%s %s</p>
    %s%s%s%s%s</section>

    """
        .formatted(
            call.id(),
            Html.link(call.id(), Html.text(summary)),
            method(call.method()),
            Html.code(call.path()),
            Html.prose(call.node().path("description").asText()),
            parameters(call),
            body(call),
            Html.block(summary + ", on the command line", examples.curl(call)),
            answers(call));
  }

  static String method(String method) {
    return "<b class=\"method "
        + method.toLowerCase(java.util.Locale.ROOT)
        + "\">"
        + method
        + "</b>";
  }

  private String parameters(Contract.Call call) {
    return call.parameters().isEmpty()
        ? ""
        : "<h4>Parameters</h4>\n" + fields.ofParameters(call.parameters());
  }

  private String body(Contract.Call call) {
    JsonNode body = call.node().path("requestBody");
    if (body.isMissingNode()) {
      return "";
    }
    JsonNode content = body.path("content");
    String types =
        content.properties().stream()
            .map(type -> Html.code(type.getKey()))
            .collect(Collectors.joining(" or "));
    JsonNode schema = content.elements().next().path("schema");
    return "<h4>Body</h4>\n<p>%s%s</p>\n%s"
        .formatted(
            types,
            body.path("required").asBoolean() ? "" : "; it may be left out",
            fields.of(contract.follow(schema)));
  }

  private String answers(Contract.Call call) {
    StringBuilder answers = new StringBuilder("<h4>Answers</h4>\n<dl class=\"answers\">\n");
    List<String> problems = new ArrayList<>();
    call.node()
        .path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode answer = contract.follow(response.getValue());
              if (answer.path("content").has(PROBLEM)) {
                problems(answer).forEach(slug -> problems.add(problem(response.getKey(), slug)));
              } else {
                answers.append(answer(response.getKey(), answer));
              }
            });
    return answers
        .append("</dl>\n<h4>Problems</h4>\n<ul class=\"problems\">\n")
        .append(String.join("\n", problems))
        .append("\n</ul>\n")
        .toString();
  }

  private String answer(String status, JsonNode answer) {
    JsonNode content = answer.path("content");
    String thing =
        content.valueStream().map(type -> shapes.of(type.path("schema"))).findFirst().orElse("");
    String headers =
        answer.path("headers").properties().stream()
            .map(header -> header(header.getKey(), contract.follow(header.getValue())))
            .collect(Collectors.joining());
    String example =
        examples
            .json(content)
            .map(
                json ->
                    "<details><summary>Example</summary>%s</details>\n"
                        .formatted(Html.block("Example of " + status, json)))
            .orElse("");
    return """
    <div><dt>%s</dt><dd><p>%s%s</p>%s%s</dd></div>
    """
        .formatted(
            status,
            Html.line(answer.path("description").asText()),
            thing.isEmpty() ? "" : " <span class=\"shape\">" + thing + "</span>",
            headers.isEmpty() ? "" : "<ul class=\"headers\">" + headers + "</ul>",
            example);
  }

  private static String header(String name, JsonNode header) {
    String value = header.at("/schema/const").asText();
    return "<li>"
        + (value.isEmpty()
            ? Html.code(name) + " " + Html.line(header.path("description").asText())
            : Html.code(name + ": " + value))
        + "</li>";
  }

  private static List<String> problems(JsonNode answer) {
    return ProblemSection.slugs(answer.path("content").path(PROBLEM).path("schema"));
  }

  private static String problem(String status, String slug) {
    return "<li>" + Html.link(ProblemSection.id(slug), status + " " + Html.code(slug)) + "</li>";
  }
}
