package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/real-engines} says without Docker, and after a part that failed. */
final class RealEnginesScriptTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeAProject() throws IOException {
    Files.createDirectory(folder.resolve("tools"));
    Files.createDirectory(folder.resolve("bin"));
    Files.copy(Project.path("bin/real-engines"), folder.resolve("bin/real-engines"));
    tool("docker", "echo 'Cannot connect.' >&2");
    tool("mvn", "echo '[ERROR]   KeycloakTest.signsIn:7 expected: 401'; echo 'but was: 200'");
  }

  @Test
  void partsThatNeedDockerAreSkippedWithTheReason() throws Exception {
    assertThat(run(0, "localstack", "events"))
        .contains("| localstack | skipped |", "| events     | skipped |")
        .contains("| Docker does not run: Cannot connect. |");
  }

  @Test
  void aPartThatFailsIsNamedWithItsFirstFailureAndTheNextOnesRun() throws Exception {
    assertThat(run(1, "keycloak", "api"))
        .contains("| keycloak   | FAILED  |")
        .contains("KeycloakTest.signsIn:7 expected: 401 but was: 200")
        .contains("See target/engines/keycloak.log |", "| api        | skipped |");
  }

  @Test
  void anUnknownPartIsRefusedBeforeAnyRuns() throws Exception {
    assertThat(run(1, "keycloak", "cloud"))
        .startsWith("Unknown part: cloud.")
        .doesNotContain("keycloak   |");
  }

  private String run(int status, String... parts) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", folder + "/bin/real-engines"));
    command.addAll(List.of(parts));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", folder + "/tools", (path, tools) -> tools + ":" + path);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(status);
    return said;
  }

  /** A program that says something and fails. */
  private void tool(String name, String says) throws IOException {
    Path file = folder.resolve("tools").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + says + "\nexit 1\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
