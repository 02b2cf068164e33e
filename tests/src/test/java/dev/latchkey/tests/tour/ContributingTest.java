package dev.latchkey.tests.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that CONTRIBUTING tells are there, and it tells all that are there. */
final class ContributingTest {
  private static final String CONTRIBUTING = Project.read("CONTRIBUTING.md");
  private static final Pattern SCRIPT =
      Pattern.compile("`((?:\\./|bin/|\\.ci/|benchmarks/)\\w[\\w-]*)");
  private static final Pattern TEST = Pattern.compile("-Dtest='?([\\w*]+)(?:\\$(\\w+))?");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?[`(]");
  private static final Pattern FILE = Pattern.compile("`(\\w+\\.yaml|[a-z]+/[\\w/-]+\\.\\w+)`");
  private static final Pattern MODULES = Pattern.compile("-pl ([\\w/,]+)");

  @Test
  void itsScriptsAreThereAndEachThatIsThereIsToldOfOrCalled() throws IOException {
    Set<String> told =
        SCRIPT
            .matcher(CONTRIBUTING)
            .results()
            .map(script -> script.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told)
        .allSatisfy(script -> assertThat(Project.path(script)).isExecutable())
        .contains("./run", ".ci/run", "benchmarks/run");
    List<Path> scripts = scripts();
    for (Path script : scripts) {
      assertThat(docs() + allBut(script, scripts)).contains("bin/" + script.getFileName());
    }
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(Project.path("bin"))) {
      return files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).toList();
    }
  }

  private static String docs() {
    return Stream.of("CONTRIBUTING.md", "events/README.md", "docs/operating.md", "docs/secrets.md")
        .map(Project::read)
        .collect(Collectors.joining());
  }

  /** What the other scripts call. */
  private static String allBut(Path script, List<Path> scripts) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path other : scripts) {
      text.append(other.equals(script) ? "" : Files.readString(other));
    }
    return text.toString();
  }

  @Test
  void itsTestsAndModulesAreThere() throws IOException {
    List<String> modules =
        MODULES.matcher(CONTRIBUTING).results().map(module -> module.group(1)).toList();
    assertThat(modules)
        .isNotEmpty()
        .allSatisfy(module -> assertThat(Project.path(module + "/pom.xml")).exists());
    List<MatchResult> tests = TEST.matcher(CONTRIBUTING).results().toList();
    assertThat(tests).isNotEmpty();
    for (MatchResult test : tests) {
      String nested = test.group(2) == null ? "class " : "class " + test.group(2);
      assertThat(Files.readString(file(modules, test.group(1)))).contains(nested);
    }
  }

  /** What a recipe adds, such as KEY_LOCKED, is not there yet. */
  @Test
  void theRecipesNameClassesAndFilesThatAreThere() throws IOException {
    String recipes =
        CONTRIBUTING.substring(
            CONTRIBUTING.indexOf("\n## Add a field\n"), CONTRIBUTING.indexOf("\n## Release\n"));
    String sources = sources();
    List<MatchResult> names =
        NAME.matcher(recipes)
            .results()
            .filter(name -> !name.group(1).equals("KEY_LOCKED"))
            .toList();
    assertThat(names).hasSizeGreaterThan(50);
    assertThat(names)
        .allSatisfy(name -> assertThat(sources).containsPattern("\\b" + name.group(1) + "\\b"))
        .filteredOn(name -> name.group(2) != null)
        .allSatisfy(name -> assertThat(sources).containsPattern("\\b" + name.group(2) + "\\b"));
    List<String> files = FILE.matcher(recipes).results().map(file -> file.group(1)).toList();
    assertThat(files).contains("openapi.yaml", "console/app/settings.js");
    assertThat(files).allSatisfy(file -> assertThat(Project.path(file)).exists());
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder(Project.read("openapi.yaml"));
    text.append(Project.read("template.yaml"));
    for (String folder : List.of("functions", "console/app", "tests/src")) {
      try (Stream<Path> files = Files.walk(Project.path(folder))) {
        for (Path file : files.filter(ContributingTest::isSource).toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  private static boolean isSource(Path file) {
    return file.toString().matches(".*/(src|app)/.*\\.(java|js)");
  }

  private static Path file(List<String> modules, String name) throws IOException {
    Pattern file = Pattern.compile(name.replace("*", ".*") + "\\.java");
    for (String module : modules) {
      try (Stream<Path> files = Files.walk(Project.path(module + "/src/test/java"))) {
        Optional<Path> named =
            files.filter(path -> file.matcher("" + path.getFileName()).matches()).findFirst();
        if (named.isPresent()) {
          return named.get();
        }
      }
    }
    throw new AssertionError("There is no " + name + " in " + modules);
  }
}
