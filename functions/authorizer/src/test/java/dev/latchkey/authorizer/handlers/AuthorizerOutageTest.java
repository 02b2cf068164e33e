package dev.latchkey.authorizer.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the function with its real client and an unreachable table. */
class AuthorizerOutageTest {
  private static final Pattern OUTCOME = Pattern.compile("(?m)^outcome (.*) after (\\d+)$");
  private static final int SOME_FOR_A_BUSY_MACHINE = 2_000;

  @TempDir private Path temporary;

  @Test
  void aClosedPortIsUnavailable() throws Exception {
    assertUnavailableWithinASecond(closedPort());
  }

  @Test
  void aTableThatNeverRespondsIsUnavailable() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertUnavailableWithinASecond(silent.getLocalPort());
    }
  }

  @Test
  void theAuthorizerLoadsNoClassOfTheFrontDoor() throws Exception {
    try (AuthorizerFixture function = new AuthorizerFixture()) {
      assertThat(run(closedPort(), function.draw().text(), "-Xlog:class+load"))
          .contains(" dev.latchkey.core.domain.Route ")
          .doesNotContain(".frontdoor.", ".FrontDoor", ".domain.HostName ");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  private void assertUnavailableWithinASecond(int port) throws Exception {
    AuthorizerFixture.Issued key;
    try (AuthorizerFixture function = new AuthorizerFixture()) {
      key = function.draw();
    }
    String output = run(port, key.text(), "-XX:+UseSerialGC");

    Matcher outcome = OUTCOME.matcher(output);
    assertThat(outcome.find()).as(output).isTrue();
    assertThat(outcome.group(1)).isEqualTo("Unavailable");
    assertThat(Long.parseLong(outcome.group(2))).isLessThan(1_000L + SOME_FOR_A_BUSY_MACHINE);
    assertThat(output).contains("\"reason\":\"unavailable\"").doesNotContain(key.secret());
    assertThat(temporary).as("unpacked at start").isEmptyDirectory();
  }

  private String run(int port, String key, String option) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            option,
            "-Djava.io.tmpdir=" + temporary,
            "-Djava.library.path=" + nativeLibrary().getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            OutageMain.class.getName(),
            key);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "key",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + port,
                "TABLE_NAME", "keys"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static Path nativeLibrary() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target", "native"))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().contains("aws-crt-jni")).toList();
      assertThat(found).hasSize(1);
      return found.get(0).toAbsolutePath();
    }
  }
}
