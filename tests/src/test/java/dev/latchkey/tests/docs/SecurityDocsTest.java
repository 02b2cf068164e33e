package dev.latchkey.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the security documents name is there. */
final class SecurityDocsTest {
  private static final Pattern LINK = Pattern.compile("(?:\\]\\(|(?m:^)\\[[^\\]]+\\]: )([^)\\s]+)");

  private final String threats = Project.read("docs/security.md");

  @Test
  void everyTestThatIsNamedIsThere() {
    NamedTests named = new NamedTests(threats);
    assertThat(named.problems()).isEmpty();
    assertThat(named.count()).isGreaterThan(100);
  }

  @Test
  void aTestThatIsNotThereIsMissed() {
    String link =
        "\n[RouteTest]: ../functions/core/src/test/java/dev/latchkey/core/domain/RouteTest.java\n";
    assertThat(new NamedTests("[RouteTest].allowsPaths" + link).problems()).isEmpty();
    assertThat(new NamedTests("[RouteTest].Nested.allowsPaths" + link).problems()).hasSize(1);
    assertThat(new NamedTests("[RouteTest].takesNoPaths" + link).problems()).hasSize(1);
    assertThat(new NamedTests("[RouteTest]" + link).problems()).hasSize(1);
    assertThat(new NamedTests("[OtherTest].allowsPaths" + link).problems()).hasSize(1);
    assertThat(new NamedTests("[RouteTest].allowsPaths\n[RouteTest]: ../gone.java\n").problems())
        .hasSize(1);
  }

  @Test
  void everyThreatHasATestUnlessItIsNotPrevented() {
    List<String> rows = rows("## Threats", "| threat ");
    assertThat(rows).hasSizeGreaterThan(15);
    assertThat(rows)
        .allMatch(row -> row.contains("Test].") || row.contains("| not prevented; "), "has one");
  }

  @Test
  void everyRiskOfTheTopTenIsAnswered() {
    List<String> rows = rows("## OWASP API Security Top 10 2023", "| risk ");
    assertThat(rows).allMatch(row -> row.contains("Test]."));
    assertThat(rows.stream().map(row -> row.replaceFirst("\\| (API\\d+:2023) .*", "$1")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 10).mapToObj(i -> "API" + i + ":2023").toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "docs/security.md", "docs/assurance.md"})
  void everyLinkLeadsSomewhere(String document) {
    Path folder = Objects.requireNonNull(Project.path(document).getParent());
    List<String> dead = new ArrayList<>();
    LINK.matcher(Project.read(document))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.startsWith("https://"))
        .filter(link -> !leadsSomewhere(folder, link, document))
        .forEach(dead::add);
    assertThat(dead).isEmpty();
  }

  private static boolean leadsSomewhere(Path folder, String link, String document) {
    String[] parts = link.split("#", -1);
    Path file = parts[0].isEmpty() ? Project.path(document) : folder.resolve(parts[0]).normalize();
    return Files.exists(file)
        && (parts.length == 1
            || Project.read(Project.path("").relativize(file).toString())
                .lines()
                .anyMatch(line -> line.startsWith("#") && anchor(line).equals(parts[1])));
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
  }

  private List<String> rows(String heading, String head) {
    String part = threats.substring(threats.indexOf(heading));
    return part.substring(0, part.indexOf("\n## ", 1))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith(head))
        .toList();
  }
}
