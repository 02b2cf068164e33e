package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./run} says in a project that was never built. */
final class RunScriptTest {
  private static final List<String> TOOLS =
      List.of("bash", "cat", "cksum", "dirname", "env", "find", "mktemp", "sed", "sort");

  @TempDir private Path folder;
  private Path tools;

  @BeforeEach
  void makeAProject() throws IOException {
    Files.copy(Project.path("run"), folder.resolve("run"));
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      script(tools.resolve(tool), "exec " + where(tool) + " \"$@\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope        | Unknown argument: --nope. See ./run --help.",
        "demo          | ./run demo needs curl, but curl is not on the PATH. Install curl.",
        "demo --nope=1 | Unknown argument: --nope=1. See ./run --help.",
        "--port        | --port needs a value. See ./run --help.",
        "--parameter   | --parameter needs a value. See ./run --help.",
      })
  void aCommandLineThatCannotBeRunIsRefusedAtOnce(String arguments, String sentence)
      throws Exception {
    assertThat(refusal(Map.of(), arguments.split(" ", -1))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_412, 8", "11.0.27, 11", "16.0.2, 16"})
  void anOldJdkIsNamed(String version, String major) throws Exception {
    Path home = jdk(version);
    assertThat(refusal(Map.of("JAVA_HOME", home.toString())))
        .isEqualTo(
            "Latchkey needs a JDK 17 or newer, but the java of JAVA_HOME (%s) has version %s. Install a newer JDK, or set JAVA_HOME to one."
                .formatted(home, major));
  }

  @Test
  void aMissingJdkIsSaid() throws Exception {
    assertThat(refusal(Map.of()))
        .startsWith("Latchkey needs a JDK 17 or newer, but java is not on the PATH.");
    assertThat(refusal(Map.of("JAVA_HOME", folder.toString())))
        .startsWith("JAVA_HOME is " + folder + ", which has no bin/java.");
  }

  @Test
  void aJavaWithoutACompilerIsNoJdk() throws Exception {
    Path home = jdk("21.0.7");
    Files.delete(home.resolve("bin/javac"));
    assertThat(refusal(Map.of("JAVA_HOME", home.toString())))
        .startsWith("Latchkey needs a JDK, but Java 21 of JAVA_HOME")
        .contains("has no compiler (javac)");
  }

  @Test
  void withoutMavenTheWrapperBuilds() throws Exception {
    script(folder.resolve("mvnw"), "echo \"[ERROR] mvnw $*\"; exit 1");
    assertThat(refusal(Map.of("JAVA_HOME", jdk("17.0.15").toString())))
        .startsWith("[ERROR] mvnw -B -Dquick -DskipTests -pl local,")
        .endsWith("The build failed. The lines above show why.");
  }

  private Path jdk(String version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
    script(bin.resolve("java"), "echo 'openjdk version \"" + version + "\" 2025-04-15' >&2");
    script(bin.resolve("javac"), "echo 'javac " + version + "'");
    return folder.resolve("jdk");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** The one sentence, on standard error, with which the command ends. */
  private String refusal(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(folder.resolve("run").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(1);
    return said.strip();
  }

  private static Path where(String tool) {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
