package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/find-jdk}, with made-up JDKs of a version that no machine has. */
final class FindJdkTest {
  @TempDir private Path folder;

  @Test
  void theFolderThatTheVariableNamesIsFound() throws Exception {
    String home = jdk("named", "99.0.1");
    assertThat(found(Map.of("JAVA_HOME_99", home))).isEqualTo(home);
    assertThat(found(Map.of("JAVA_HOME_99_X64", home))).isEqualTo(home);
    assertThat(found(Map.of("JAVA_HOME_99_ARM64", home))).isEqualTo(home);
  }

  @Test
  void anEarlyReleaseHasNoSecondNumber() throws Exception {
    String home = jdk("early", "99");
    assertThat(found(Map.of("JAVA_HOME_99", home))).isEqualTo(home);
  }

  @Test
  void aJdkOfAnotherVersionIsPassedOver() throws Exception {
    String home = jdk("right", "99.0.1");
    assertThat(found(Map.of("JAVA_HOME_99", jdk("other", "9.9.0"), "JAVA_HOME_99_X64", home)))
        .isEqualTo(home);
    assertThat(found(Map.of("JAVA_HOME_99", jdk("longer", "990.1")))).isEmpty();
  }

  @Test
  void aFolderWithoutACompilerIsPassedOver() throws Exception {
    assertThat(found(Map.of("JAVA_HOME_99", folder.toString()))).isEmpty();
  }

  @Test
  void withoutOneNothingIsPrinted() throws Exception {
    assertThat(found(Map.of())).isEmpty();
  }

  private String jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.writeString(javac, "#!/bin/sh\necho 'javac " + version + "'\n");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    return home.toString();
  }

  /** What it prints; the empty text if it fails. */
  private static String found(Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Project.path("bin/find-jdk").toString(), "99");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(printed.isEmpty() ? 1 : 0);
    return printed;
  }
}
