package dev.latchkey.tests.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.tests.events.OperatorEvents;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link CrashTarget} as the world meets it: called, killed, and there again. */
final class CrashingProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Path folder;
  private Process process;
  private volatile URI address;

  CrashingProcess(Path folder) throws IOException {
    this.folder = folder;
    this.process = start();
    this.address = address(process);
  }

  /** {@code kill -9} of the table and all, and a new start on what is on disk. */
  void killTable() throws IOException {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    below.forEach(ProcessHandle::destroyForcibly);
    process = start();
    address = address(process);
  }

  /** {@code kill -9} of the functions; their host starts others. */
  void killFunctions() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * What a function of the management API answers to an operator; nothing if there is no answer.
   *
   * @param call the method and the route
   */
  @Nullable JsonNode call(
      String verb, String call, Map<String, String> path, @Nullable String body) {
    Map<String, @Nullable Object> event = OperatorEvents.event(call, path, body, Map.of());
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address.resolve("/" + verb + "Function"))
                  .timeout(Duration.ofSeconds(20))
                  .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(event).toString()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body of an answer. */
  static JsonNode body(JsonNode answer) {
    try {
      return JSON.readTree(answer.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CrashTarget.class.getName(),
            folder.toString())
        .redirectError(new File("/dev/null"))
        .start();
  }

  private static URI address(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening ")) {
        return URI.create("http://127.0.0.1:" + line.substring("listening ".length()));
      }
    }
    throw new IOException("It does not start");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
