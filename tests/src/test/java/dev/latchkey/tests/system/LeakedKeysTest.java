package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.tests.Project;
import dev.latchkey.tests.system.Fixtures.Made;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample CI job revokes the keys that it finds in a folder or a git history. */
final class LeakedKeysTest {
  private static final Path SCRIPT = Project.path("examples/leaked-keys/revoke-leaked-keys");

  /** What gitleaks 8.30.1 writes about a key, as far as the script reads it. */
  private static final String FINDING =
      """
       {
        "RuleID": "latchkey-api-key",
        "Match": "%1$s",
        "Secret": "%1$s",
        "File": "config.env"
       }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void hasItsCommands() throws Exception {
    assumeTrue(has("bash") && has("curl") && has("sed"), "bash, curl and sed are there");
  }

  /** {@code bin/lint} installs gitleaks; without it, the other tests play the steps that follow. */
  @Test
  void gitleaksFindsThemInAFolderAndInAHistory() throws Exception {
    String gitleaks = gitleaks();
    assumeTrue(gitleaks != null, "gitleaks is on the PATH, or bin/lint has installed it");
    Made inFolder = Fixtures.key();
    Files.writeString(folder.resolve("config.env"), "API_KEY=" + inFolder.apiKey() + "\n");
    Result first = run(gitleaks);
    assertThat(first.exit()).as(first.output()).isEqualTo(1);
    assertThat(inFolder.seen().text("status")).isEqualTo("revoked");

    Made inHistory = Fixtures.key();
    git("init", "-q");
    Files.writeString(folder.resolve("config.env"), "API_KEY=" + inHistory.apiKey() + "\n");
    git("add", ".");
    git("commit", "-q", "-m", "Add a key");
    Files.writeString(folder.resolve("config.env"), "API_KEY=\n");
    git("commit", "-q", "-a", "-m", "Remove it");
    Result second = run(gitleaks);
    assertThat(second.exit()).as(second.output()).isEqualTo(1);
    assertThat(inHistory.seen().text("status")).isEqualTo("revoked");
  }

  @Test
  void eachFoundKeyIsRevokedWithTheNoteAndNoSecretIsPrinted() throws Exception {
    Made one = Fixtures.key();
    Made other = Fixtures.key();
    Result result = run(reporting(one.apiKey(), other.apiKey(), one.apiKey()));
    assertThat(result.exit()).as(result.output()).isEqualTo(1);
    assertThat(result.output().lines())
        .containsExactlyInAnyOrder(one.keyId() + ": revoked", other.keyId() + ": revoked");
    for (Made key : List.of(one, other)) {
      assertThat(key.seen().text("revoked_by")).isEqualTo("holder");
      assertThat(key.seen().text("revoke_reason")).isEqualTo("leaked: build 7 of a job");
    }
  }

  @Test
  void aKeyThatIsNoneDoesNotStopTheOthers() throws Exception {
    Made key = Fixtures.key();
    Made deleted = Fixtures.deleted();
    Result result = run(reporting(deleted.apiKey(), key.apiKey()));
    assertThat(result.exit()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains(deleted.keyId() + ": not a key of this service");
    assertThat(key.seen().text("status")).isEqualTo("revoked");
  }

  @Test
  void withoutAKeyTheJobSucceeds() throws Exception {
    Result result = run(reporting());
    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void aScanThatFailsIsNoSuccess() throws Exception {
    Result result = run(script("failing", "exit 3"));
    assertThat(result.exit()).as(result.output()).isEqualTo(2);
  }

  /** A command that reports these keys as gitleaks does. */
  private String reporting(String... keys) throws IOException {
    Path report = folder.resolveSibling(folder.getFileName() + ".json");
    Files.writeString(
        report,
        Stream.of(keys).map(FINDING::formatted).collect(Collectors.joining(",\n", "[\n", "]\n")));
    return script(
        "reporting",
        "while [ \"$1\" != --report-path ]; do shift; done; cp '%s' \"$2\"".formatted(report));
  }

  private String script(String name, String body) throws IOException {
    Path script = folder.resolveSibling(folder.getFileName() + "-" + name);
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script.toString();
  }

  private Result run(String gitleaks) throws IOException, InterruptedException {
    return run(
        Map.of("GITLEAKS", gitleaks, "NOTE", "build 7\nof \"a job\""),
        "bash",
        SCRIPT.toString(),
        Fixtures.LATCHKEY.anonymous().base(),
        folder.toString());
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "git", "-C", folder.toString(), "-c", "user.name=t", "-c", "user.email=t"),
                Stream.of(arguments))
            .toList();
    Result result = run(Map.of(), command.toArray(String[]::new));
    assertThat(result.exit()).as(result.output()).isZero();
  }

  private static Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private static @Nullable String gitleaks() throws Exception {
    Path installed = Project.path("target/tools/bin/gitleaks");
    if (Files.isExecutable(installed)) {
      return installed.toString();
    }
    return has("gitleaks") ? "gitleaks" : null;
  }

  private static boolean has(String command) throws Exception {
    return run(Map.of(), "sh", "-c", "command -v " + command).exit() == 0;
  }

  private record Result(int exit, String output) {}
}
