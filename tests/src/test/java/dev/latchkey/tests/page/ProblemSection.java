package dev.latchkey.tests.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the page says of problems: the words of {@code docs/problems.md}. */
final class ProblemSection {
  private static final String URN = "urn:latchkey:problem:";
  private static final Pattern PROBLEM =
      Pattern.compile("^## (\\S+)\\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);

  private ProblemSection() {}

  static String of(String problemsMarkdown) {
    return PROBLEM
        .matcher(problemsMarkdown)
        .results()
        .map(
            problem ->
                """
                <section class="problem" id="%s">
                <h3>%s</h3>
                %s</section>
                """
                    .formatted(
                        id(problem.group(1)),
                        Html.link(id(problem.group(1)), Html.text(problem.group(1))),
                        Html.prose(problem.group(2))))
        .collect(Collectors.joining());
  }

  static String id(String slug) {
    return "problem-" + slug;
  }

  /** The problems that a schema of problems allows, without their common beginning. */
  static List<String> slugs(JsonNode schema) {
    return schema.findValues("type").stream()
        .flatMap(type -> type.path("enum").valueStream())
        .map(type -> type.asText().substring(URN.length()))
        .toList();
  }
}
