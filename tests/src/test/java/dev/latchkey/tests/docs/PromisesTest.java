package dev.latchkey.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of promises in docs/assurance.md: what it quotes is promised, what it names is there.
 */
final class PromisesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+) \\| (.+) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern PROMISE =
      Pattern.compile("(?m)^- \\*\\*(\\w+)\\*\\* (.+\\n(?:  .+\\n)*)");
  private static final List<String> DESCRIPTIONS = List.of("For", "Replaces", "Runs");

  private final Map<String, Path> tests = tests();
  private final String promised =
      plain(Project.read("README.md") + Project.read("docs/security.md"));

  @Test
  void eachQuoteIsPromised() {
    assertThat(rows().keySet()).hasSizeGreaterThan(30);
    for (String quote : rows().keySet()) {
      assertThat(promised).contains(plain(quote));
    }
  }

  @Test
  void eachProofIsThere() {
    rows()
        .forEach(
            (quote, proof) -> {
              List<String> named =
                  CODE.matcher(proof).results().map(code -> code.group(1)).toList();
              assertThat(named).as(quote).isNotEmpty();
              named.forEach(each -> assertThat(problem(each)).as(quote).isEmpty());
            });
  }

  @Test
  void whatReadmePromisesFirstHasARow() {
    PROMISE
        .matcher(Project.read("README.md"))
        .results()
        .filter(bullet -> !DESCRIPTIONS.contains(bullet.group(1)))
        .forEach(
            bullet ->
                assertThat(rows().keySet())
                    .as(bullet.group(2))
                    .anyMatch(quote -> plain(bullet.group(2)).contains(plain(quote))));
  }

  @Test
  void aProofThatIsNotThereIsMissed() {
    assertThat(problem("RulesTest$R17")).isEmpty();
    assertThat(problem("RulesTest$R99")).isNotEmpty();
    assertThat(problem("NoSuchTest")).isNotEmpty();
    assertThat(problem("bin/no-such-command")).isNotEmpty();
    assertThat(problem("bin/browser-tests NoSuchTest")).isNotEmpty();
    assertThat(problem("python3 no/such.py")).isNotEmpty();
  }

  /** What is wrong with a test or a command; empty if nothing is. */
  private String problem(String proof) {
    List<String> words = List.of(proof.split(" ", -1));
    String first = words.get(0);
    if (first.matches("\\w+(Test|Attack)(\\$\\w+)?")) {
      return missing(first);
    }
    if (first.contains("/") && !Files.isExecutable(Project.path(first))) {
      return first + " is no command";
    }
    if (first.equals("python3") && !Files.exists(Project.path(words.get(1)))) {
      return words.get(1) + " is not there";
    }
    return words.stream()
        .filter(word -> word.matches("\\w+Test"))
        .map(this::missing)
        .collect(Collectors.joining());
  }

  private String missing(String test) {
    String[] names = test.split("\\$", -1);
    Path file = tests.get(names[0]);
    if (file == null) {
      return "There is no " + names[0];
    }
    return names.length == 1 || read(file).contains(" class " + names[1] + " {")
        ? ""
        : names[0] + " has no " + names[1];
  }

  private static Map<String, String> rows() {
    String page = Project.read("docs/assurance.md");
    int begin = page.indexOf("\n## Promises\n");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    return ROW.matcher(section)
        .results()
        .skip(1)
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  /** Text without links, emphasis, code marks and line breaks, in lower case. */
  private static String plain(String text) {
    return text.replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1")
        .replaceAll("[*`]", "")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Map<String, Path> tests() {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("tests", "functions", "local", "examples")) {
      try (Stream<Path> walked = Files.walk(Project.path(module))) {
        walked
            .filter(file -> file.toString().matches(".*/src/test/.*(Test|Attack)\\.java"))
            .forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files.stream()
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""), file -> file));
  }

  private static String read(Path file) {
    return Project.read(Project.path("").relativize(file).toString());
  }
}
