package dev.latchkey.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final String README =
      """
      ```sh
      ./run
      ```

      ## The life of a key

      Paste this.

      Sign in as the engineer's
      friend.

      ```sh
      export TOKEN=$(curl -sS http://localhost:3002/latchkey/token | sed -n 's/^abc/t-&/p')
      ```

      Call it with the token (200), and what is not there (404).

      ```sh
      curl -isS "http://localhost:3001/orders?$TOKEN"
      curl -isS http://localhost:3000/missing
      ```

      ## Another section

      ```sh
      curl -isS http://localhost:3000/another
      ```
      """;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int unavailable;
  private HttpServer server;
  private String output = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          boolean isMissing = exchange.getRequestURI().getPath().endsWith("missing");
          int status = unavailable-- > 0 ? 503 : isMissing ? 404 : 200;
          try (exchange) {
            exchange.sendResponseHeaders(status, 4);
            exchange.getResponseBody().write((status == 503 ? "off\n" : "abc\n").getBytes(UTF_8));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theSectionsCommandsAreRunOneAfterAnother() throws Exception {
    assertThat(play(README)).as(output).isTrue();
    assertThat(requests)
        .containsExactly("/issuer/token", "/example/orders?t-abc", "/management/missing");
  }

  @Test
  void theTextAndEachCommandArePrintedWithTheirOutput() throws Exception {
    play(README);
    assertThat(output.lines())
        .containsSubsequence(
            "# Sign in as the engineer's",
            "# friend.",
            "# Call it with the token (200), and what is not there (404).",
            "curl -isS \"" + base() + "/example/orders?$TOKEN\"",
            "HTTP/1.1 200 OK",
            "curl -isS " + base() + "/management/missing",
            "HTTP/1.1 404 Not Found",
            "The statuses were as README says: [200, 404].");
    assertThat(output).doesNotContain("Paste this.", "t-abc");
  }

  @Test
  void anotherStatusThanReadmeSaysIsAFailure() throws Exception {
    assertThat(play(README.replace("(404)", "(401)"))).isFalse();
    assertThat(output).contains("The statuses were [200, 404], but README says [200, 401].");
  }

  @Test
  void aFailingCommandEndsIt() throws Exception {
    assertThat(play(README.replace("curl -isS \"", "false \""))).isFalse();
    assertThat(output).contains("The last command failed.");
    assertThat(requests).containsExactly("/issuer/token");
  }

  @Test
  void aRequestIsRepeatedWhileTheServiceIsUnavailable() throws Exception {
    unavailable = 1;
    assertThat(play(README)).as(output).isTrue();
    assertThat(requests).startsWith("/issuer/token", "/issuer/token", "/example/orders?t-abc");
  }

  @Test
  void eventsOfTheTypesThatReadmeShowsAreAwaited() throws Exception {
    String readme =
        README.replace(
            "## Another section",
            "The terminal shows it:\n\n```\n[event] {\"detail-type\":\"Order late\"}\n```\n\n## Another");
    BlockingQueue<String> published =
        new LinkedBlockingQueue<>(
            List.of(
                "[event] {\"detail-type\":\"Order made\",\"detail\":{}}",
                "[event] {\"detail-type\":\"Order late\",\"detail\":{}}"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    assertThat(demo(readme).awaitEvents(published, out)).isTrue();
    assertThat(published).isEmpty();
    assertThat(demo(README).awaitEvents(published, out)).isTrue();
    assertThat(bytes.toString(UTF_8)).isEmpty();
  }

  @Test
  void theCommandsAloneCanBePasted() {
    assertThat(demo(README).commands())
        .startsWith("export TOKEN=$(curl -sS " + base() + "/issuer/token |")
        .endsWith("curl -isS " + base() + "/management/missing\n")
        .doesNotContain("Call it", "```", ":300");
  }

  @Test
  void aReadmeWithoutCommandsIsRefused() {
    assertThatThrownBy(() -> demo(README.replace("The life of a key", "The life")))
        .hasMessageContaining("The life of a key");
  }

  private boolean play(String readme) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isAsExpected = demo(readme).play(new PrintStream(bytes, true, UTF_8));
    output = bytes.toString(UTF_8);
    return isAsExpected;
  }

  private Demo demo(String readme) {
    return Demo.of(readme, uri("/management"), uri("/example"), uri("/issuer"));
  }

  private URI uri(String path) {
    return URI.create(base() + path);
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }
}
