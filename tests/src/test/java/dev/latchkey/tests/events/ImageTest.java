package dev.latchkey.tests.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The authorizer's container image in AWS's runtime emulator, with each of its events. */
@EnabledIfSystemProperty(
    named = "engine",
    matches = "image",
    disabledReason = "It needs Docker and the image: bin/real-engines image runs it.")
final class ImageTest {
  private static final String EMULATOR = "/aws-lambda-rie";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();

  @TestFactory
  Stream<DynamicTest> throughTheRuntimeEmulator() throws Exception {
    TestTable table = SeededTable.create();
    Relay relay = Relay.to(table.endpoint());
    String container =
        docker(
            "run",
            "--detach",
            "--rm",
            "--publish=127.0.0.1::8080",
            "--add-host=host.docker.internal:host-gateway",
            "--volume=" + System.getProperty("emulator") + ":" + EMULATOR + ":ro",
            "--env=TABLE_NAME=" + table.name(),
            "--env=KEY_PREFIXES=lk",
            "--env=AWS_ENDPOINT_URL_DYNAMODB=" + SamLocal.HOST + relay.port(),
            "--env=AWS_REGION=us-east-1",
            "--env=AWS_ACCESS_KEY_ID=local",
            "--env=AWS_SECRET_ACCESS_KEY=local",
            "--entrypoint=" + EMULATOR,
            Objects.requireNonNull(System.getProperty("image")),
            "/function/start");
    String address = docker("port", container, "8080").lines().findFirst().orElseThrow();
    URI invoke = URI.create("http://" + address + "/2015-03-31/functions/function/invocations");
    return EventFile.all().stream()
        .filter(file -> file.function().equals("AuthorizeKeyFunction"))
        .map(file -> dynamicTest(file.title(), () -> assertAnswer(file, invoke, container)))
        .onClose(relay::close)
        .onClose(() -> remove(container));
  }

  private void assertAnswer(EventFile file, URI invoke, String container) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(invoke).POST(BodyPublishers.ofByteArray(file.bytes())).build();
    String answer = answer(request);
    assertThat(Expectation.differences(file.expected(), answer))
        .as("%s answered %s: %s", file.title(), answer, docker("logs", container))
        .isEmpty();
  }

  /** Sends a request, again until the emulator listens, which starts with the container. */
  private String answer(HttpRequest request) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return http.send(request, BodyHandlers.ofString()).body();
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static void remove(String container) {
    try {
      docker("rm", "--force", container);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String docker(String... arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
