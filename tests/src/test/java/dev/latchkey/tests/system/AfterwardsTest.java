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

  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;

  private final SuiteFiles files = SuiteFiles.ofLastRun();

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
    Set<String> given = new TreeSet<>(files.lines(SuiteFiles.OUTCOMES));
    assertThat(given).doesNotContainAnyElementsOf(ONLY_ON_AWS);
    documented.removeAll(ONLY_ON_AWS);
    assertThat(given).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void noRoleDeniedWhatItsFunctionNeeds() {
    assertThat(files.lines(SuiteFiles.DENIED)).isEmpty();
  }

  @Test
  void noRoleAllowsWhatItsFunctionDoesNotNeed() {
    List<String> allowed =
        Statement.of(Template.load(Project.path("template.yaml"), "latchkey", Map.of())).stream()
            .map(Statement::toString)
            .toList();
    assertThat(files.lines(SuiteFiles.NEEDED)).containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void noSecretIsInALogAnAnswerOrTheTable() throws IOException {
    Set<String> secrets = new LinkedHashSet<>();
    for (String key : files.lines(SuiteFiles.SECRETS)) {
      int end = key.length() - CHECKSUM_LENGTH;
      secrets.add(key.substring(end - SECRET_LENGTH, end));
    }
    assertThat(secrets).hasSizeGreaterThan(100);
    for (Path file : files.all()) {
      if (!file.endsWith(SuiteFiles.SECRETS)) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets.stream().filter(content::contains)).as("secrets in %s", file).isEmpty();
      }
    }
    assertThat(Files.size(files.path(SuiteFiles.LOG))).isPositive();
    assertThat(files.all()).anyMatch(file -> file.startsWith(files.path(SuiteFiles.DATA)));
  }
}
