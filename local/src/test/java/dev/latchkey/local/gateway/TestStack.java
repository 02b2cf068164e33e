package dev.latchkey.local.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.local.Deployment;
import dev.latchkey.local.handlers.AuthorizerHandler;
import dev.latchkey.local.handlers.EchoHandler;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.template.Template;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A running stack of {@link EchoHandler} and {@link AuthorizerHandler}, and a client for it. */
final class TestStack implements BeforeAllCallback, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String template;
  private @Nullable Path folder;
  private @Nullable Stack stack;

  /**
   * The stack of a template.
   *
   * @param template the name of a file beside this class
   */
  TestStack(String template) {
    this.template = template;
  }

  /** Starts it with the outermost class of tests, whose end closes it. */
  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(Namespace.create(TestStack.class)).computeIfAbsent("stack", key -> started());
  }

  private TestStack started() {
    try {
      folder = Files.createTempDirectory("stack");
      Path file = Deployment.in(folder, text(), EchoHandler.class, AuthorizerHandler.class);
      Template loaded = Template.load(file, "things", Map.of());
      stack =
          Stack.start(
              new StackDefinition(loaded, new FunctionRegistry(), Map.of(), 0, "/home/", log::add));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    requireNonNull(stack).close();
    try (Stream<Path> files = Files.walk(requireNonNull(folder))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private String text() throws IOException {
    try (InputStream in = requireNonNull(TestStack.class.getResourceAsStream(template))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private URI url() {
    return requireNonNull(stack).url();
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(url() + target));
  }

  HttpResponse<String> get(String target, String... headers) {
    HttpRequest.Builder request = request(target);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the function behind {@code /things} answer with this payload. */
  HttpRequest.Builder answering(String payload) {
    return request("/things")
        .header("Authorization", "allow")
        .header(
            "X-Answer",
            Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
  }

  HttpRequest.Builder posting(String target, String body) {
    return request(target)
        .header("Authorization", "allow")
        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + text, e);
    }
  }

  /** Sends these lines on a connection of their own and returns all that comes until it ends. */
  String raw(String... lines) throws IOException {
    String request = String.join("\r\n", lines) + "\r\n\r\n";
    try (Socket socket = new Socket("localhost", url().getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Waits for a line in the log: what functions print comes through a pipe. */
  void awaitLog(String pattern) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (log.stream().noneMatch(line -> line.matches(pattern))) {
      assertThat(System.nanoTime()).describedAs("%s in %s", pattern, log).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
