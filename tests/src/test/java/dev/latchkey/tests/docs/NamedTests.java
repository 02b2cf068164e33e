package dev.latchkey.tests.docs;

import dev.latchkey.tests.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tests that a document in {@code docs} names: {@code [KeysTest].Status200.itIsSo}, a link to
 * the file, then nested classes, then the method.
 */
final class NamedTests {
  private static final Pattern NAMED =
      Pattern.compile("\\[([A-Z][\\w-]*(?:Test|Attack)[\\w-]*)\\]((?:\\.\\w+)*)(?!:)");
  private static final Pattern LINK = Pattern.compile("(?m)^\\[([^\\]]+)\\]: (\\S+)$");

  private final String document;
  private final Map<String, String> links;

  NamedTests(String document) {
    this.document = document;
    this.links =
        LINK.matcher(document)
            .results()
            .collect(Collectors.toMap(link -> link.group(1), link -> link.group(2)));
  }

  /** How many there are. */
  long count() {
    return NAMED.matcher(document).results().count();
  }

  /** What is wrong with each that is not there. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    NAMED.matcher(document).results().forEach(named -> problems.addAll(problems(named)));
    return problems;
  }

  private List<String> problems(MatchResult named) {
    String link = links.get(named.group(1));
    if (link == null) {
      return List.of(named.group() + " is no link");
    }
    Path file = Project.path("docs").resolve(link).normalize();
    if (!Files.exists(file)) {
      return List.of(named.group() + " links to nothing");
    }
    String name = file.getFileName().toString().replace(".java", "");
    if (!named.group(1).equals(name) && !named.group(1).startsWith(name + "-")) {
      return List.of(named.group() + " links to " + name);
    }
    List<String> parts = List.of(named.group(2).split("\\.", -1));
    if (parts.size() < 2) {
      return List.of(named.group() + " names no method");
    }
    String source = Project.read(Project.path("").relativize(file).toString());
    List<String> problems = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      String form = i == parts.size() - 1 ? "\\bvoid %s\\(" : "\\bclass %s\\b";
      if (!Pattern.compile(form.formatted(parts.get(i))).matcher(source).find()) {
        problems.add(named.group() + ": no " + parts.get(i));
      }
    }
    return problems;
  }
}
