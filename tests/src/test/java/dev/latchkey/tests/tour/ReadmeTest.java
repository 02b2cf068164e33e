package dev.latchkey.tests.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.local.Demo;
import dev.latchkey.local.LocalEnvironment;
import dev.latchkey.local.Ports;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.contract.OpenApi;
import dev.latchkey.tests.system.Latchkey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What README says is so, and its commands work as they are printed. */
final class ReadmeTest {
  private static final String README = Project.read("README.md");
  private static final Pattern KEY = Pattern.compile("\"api_key\" *: *\"([^\"]+)\"");

  @Test
  void theLifeOfAKeyIsAsPrinted() throws Exception {
    assumeTrue(has("bash") && has("curl") && has("sed"), "bash, curl and sed are there");
    Latchkey latchkey = Latchkey.shared();
    Demo demo =
        Demo.of(
            README,
            URI.create(latchkey.anonymous().base()),
            URI.create(latchkey.orders().base()),
            latchkey.issuer());
    assertThat(demo.commands()).doesNotContain(":300").contains("/revoke", "-X DELETE");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isAsPrinted = demo.play(new PrintStream(bytes, true, UTF_8));
    String output = bytes.toString(UTF_8);
    assertThat(isAsPrinted).as(output).isTrue();
    assertThat(output).containsPattern("README says: \\[([0-9]{3}(, )?){6,}]");
    List<String> keys = KEY.matcher(output).results().map(key -> key.group(1)).toList();
    assertThat(keys).as("only the first secret is printed").hasSize(1);
    assertThat(KeyText.parse(keys.get(0), List.of("lk"))).isPresent();
    assertThat(keys.get(0)).matches(expression());
  }

  @Test
  void aDataApiRegistersItselfAndItsKeyIsInTheSecret() throws Exception {
    assumeTrue(has("bash") && has("curl") && has("sed"), "bash, curl and sed are there");
    String section = section("Infrastructure as code");
    Matcher parameter = Pattern.compile("--parameter (\\w+)=(\\w+)").matcher(section);
    assertThat(parameter.find()).isTrue();
    List<String> log = new CopyOnWriteArrayList<>();
    try (LocalEnvironment local =
        LocalEnvironment.start(
            Project.path("."),
            Ports.free(),
            null,
            false,
            Map.of(parameter.group(1), parameter.group(2)),
            Duration.ofHours(1),
            log::add)) {
      String commands =
          section
              .replaceFirst("(?s).*\n```sh\n(.*?)```.*", "$1")
              .replace("http://localhost:3004", local.secretsManager().toString())
              .replace("http://localhost:3001", local.example().toString());
      assertThat(commands).doesNotContain(":300");
      Process bash =
          new ProcessBuilder("bash", "-euc", commands + "printf '\\n%s' \"$API_KEY\"")
              .redirectErrorStream(true)
              .start();
      String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
      assertThat(bash.waitFor()).as(output).isZero();
      assertThat(output).startsWith("HTTP/1.1 200");
      String key = output.substring(output.lastIndexOf('\n') + 1);
      assertThat(KeyText.parse(key, List.of("lk"))).as(output).isPresent();
      assertThat(log).noneMatch(line -> line.contains(key));
    }
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
    assertThat(Project.read("docs/gitleaks.toml"))
        .contains(
            "\nregex = \'\'\'" + expression() + "\'\'\'\n", "\n[extend]\nuseDefault = true\n");
    for (String text : List.of("\"A=1\\n%s\"", "%%22%s", "x_%s", "%s_x", "=%sx")) {
      assertThat(text.formatted(example)).containsPattern(expression());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lk", "nx1_live", "_"})
  void theKeyIdStandsWhereTheDocumentsSay(String prefix) {
    SecureRandom random = new SecureRandom();
    KeyText key = new KeyText(prefix, KeyId.draw(random), Secret.draw(random));
    String text = key.reveal();
    int last = text.lastIndexOf('_');

    assertThat(text.substring(last - 16, last)).isEqualTo(key.keyId().value());
    assertThat(Project.read("docs/operating.md").replaceAll("\\s+", " "))
        .contains("The key ID is the 16 characters before the last `_` of the key.");
    assertThat(Project.read("docs/gitleaks.toml"))
        .contains("The key ID is the 16 characters before the last underscore.");
  }

  private static String expression() {
    MatchResult expression =
        Pattern.compile("^(lk_\\[.*)$", Pattern.MULTILINE)
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
}
