package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.Template;
import dev.latchkey.testing.dynamodb.Statement;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What only the whole suite shows. It reads what the suite left behind, in a run of its own. */
final class AfterwardsTest {
  /**
   * Answers that only AWS gives: Lambda itself cannot be called, or takes longer than 29 s. All
   * else that may be wrong with these two, which need neither table nor sign-in server, is 429 or
   * 500.
   */
  private static final Set<String> ONLY_ON_AWS =
      Set.of("GetHealth 503 unavailable", "GetOpenApi 503 unavailable");

  /**
   * Needed if a data API was read more than a minute ago, for which the suite does not wait. {@code
   * LeastPrivilegeTest} shows that it is needed.
   */
  private static final String NEEDED_LATER = "action=dynamodb:BatchGetItem";

  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern LONG_ENOUGH =
      Pattern.compile("[0-9A-Za-z]{" + SECRET_LENGTH + ",}+");

  private final List<SuiteFiles> suite = SuiteFiles.ofLastRun();

  @Test
  void everyDocumentedAnswerWasGiven() {
    Set<String> documented = new TreeSet<>();
    OpenApi.contract()
        .operations()
        .forEach(
            operation ->
                operation
                    .answers()
                    .forEach(
                        (status, answer) -> {
                          String outcome = operation.id() + " " + status;
                          if (answer.problems().isEmpty()) {
                            documented.add(outcome);
                          }
                          answer.problems().forEach(slug -> documented.add(outcome + " " + slug));
                        }));
    Set<String> given = lines(SuiteFiles.OUTCOMES);
    assertThat(given).doesNotContainAnyElementsOf(ONLY_ON_AWS);
    documented.removeAll(ONLY_ON_AWS);
    assertThat(given).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void noRoleDeniedWhatItsFunctionNeeds() {
    assertThat(lines(SuiteFiles.DENIED)).isEmpty();
  }

  @Test
  void noRoleAllowsWhatItsFunctionDoesNotNeed() {
    List<String> allowed =
        Statement.of(Template.load(Project.path("template.yaml"), "latchkey", Map.of())).stream()
            .map(Statement::toString)
            .filter(statement -> !statement.contains(NEEDED_LATER))
            .toList();
    assertThat(lines(SuiteFiles.NEEDED))
        .filteredOn(statement -> !statement.contains(NEEDED_LATER))
        .containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void noSecretIsInALogAnAnswerOrTheTable() throws IOException {
    Set<String> secrets = new LinkedHashSet<>();
    for (String key : lines(SuiteFiles.SECRETS)) {
      int end = key.length() - CHECKSUM_LENGTH;
      secrets.add(key.substring(end - SECRET_LENGTH, end));
    }
    assertThat(secrets)
        .hasSizeGreaterThan(100)
        .allMatch(secret -> LONG_ENOUGH.matcher(secret).matches());
    for (SuiteFiles files : suite) {
      for (Path file : files.all()) {
        if (!file.endsWith(SuiteFiles.SECRETS)) {
          assertThat(secretsIn(file, secrets)).as("secrets in %s", file).isEmpty();
        }
      }
      assertThat(Files.size(files.path(SuiteFiles.LOG))).isPositive();
      assertThat(files.all()).anyMatch(file -> file.startsWith(files.path(SuiteFiles.DATA)));
    }
  }

  /** The secrets that a file holds. They are letters and digits. */
  private static Set<String> secretsIn(Path file, Set<String> secrets) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    Set<String> found = new TreeSet<>();
    Matcher run = LONG_ENOUGH.matcher(content);
    while (run.find()) {
      for (int start = run.start(); start <= run.end() - SECRET_LENGTH; start++) {
        String text = content.substring(start, start + SECRET_LENGTH);
        if (secrets.contains(text)) {
          found.add(text);
        }
      }
    }
    return found;
  }

  /** The lines of a name that the JVMs noted, each once. */
  private Set<String> lines(String name) {
    return suite.stream()
        .flatMap(files -> files.lines(name).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
