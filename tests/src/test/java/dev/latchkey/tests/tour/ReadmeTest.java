package dev.latchkey.tests.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.key.KeyText;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.system.Latchkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README says is so, and its commands work as they are printed. */
final class ReadmeTest {
  private static final String README = Project.read("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
  private static final Pattern KEY = Pattern.compile("\"api_key\" *: *\"([^\"]+)\"");

  @Test
  void theLifeOfAKeyIsAsPrinted(@TempDir Path folder) throws Exception {
    assumeTrue(has("bash") && has("curl") && has("sed"), "bash, curl and sed are there");
    Latchkey latchkey = Latchkey.shared();
    String commands =
        BLOCK
            .matcher(section("The life of a key"))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining())
            .replace("http://localhost:3000", latchkey.anonymous().base())
            .replace("http://localhost:3001", latchkey.orders().base())
            .replace("http://localhost:3002/latchkey", latchkey.issuer().toString());
    assertThat(commands).doesNotContain(":300");
    Path script = Files.writeString(folder.resolve("tour.sh"), "set -eu\n" + commands);
    String output = run("bash", script.toString());
    assertThat(STATUS.matcher(output).results().map(status -> status.group(1)))
        .as(output)
        .containsExactlyElementsOf(toldStatuses());
    String key = KEY.matcher(output).results().findFirst().orElseThrow().group(1);
    assertThat(KeyText.parse(key, List.of("lk"))).isPresent();
    assertThat(key).matches(expression());
  }

  @Test
  void theApiAtAGlanceIsTheContract() {
    Set<String> told = new TreeSet<>();
    Pattern.compile("`([A-Z` ]+) (/v1/[^`]*)`")
        .matcher(section("The API at a glance"))
        .results()
        .forEach(
            call ->
                Stream.of(call.group(1).split("[` ]+", -1))
                    .filter(method -> !method.isEmpty())
                    .forEach(method -> told.add(method + " " + call.group(2))));
    Set<String> documented =
        OpenApi.contract().operations().stream()
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toCollection(TreeSet::new));
    documented.remove("GET /v1/openapi.yaml");
    assertThat(told).isEqualTo(documented);
  }

  @Test
  void scannersFindAKeyByTheExpression() {
    String example =
        OpenApi.contract()
            .at("/components/examples/IssuedKey")
            .node()
            .at("/value/api_key")
            .asText();
    assertThat(example).matches(expression());
    assertThat(Project.read("docs/gitleaks.toml")).contains(expression());
  }

  /** The statuses that the tour's text tells, between its commands. */
  private static List<String> toldStatuses() {
    List<String> told =
        Pattern.compile("\\b[1-5][0-9]{2}\\b")
            .matcher(BLOCK.matcher(section("The life of a key")).replaceAll(""))
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(told).hasSizeGreaterThan(5);
    return told;
  }

  private static String expression() {
    MatchResult expression =
        Pattern.compile("^(\\\\blk_.*)$", Pattern.MULTILINE)
            .matcher(README)
            .results()
            .findFirst()
            .orElseThrow();
    return expression.group(1);
  }

  private static String section(String title) {
    int start = README.indexOf("## " + title + "\n");
    int end = README.indexOf("\n## ", start + 1);
    return README.substring(start, end);
  }

  private static boolean has(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + command).start().waitFor() == 0;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
