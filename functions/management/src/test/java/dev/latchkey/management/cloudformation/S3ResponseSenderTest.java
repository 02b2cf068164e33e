package dev.latchkey.management.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ResponseSenderTest {
  private static final byte[] BODY = "{\"Status\":\"SUCCESS\"}".getBytes(UTF_8);

  private final List<String> received = new ArrayList<>();
  private final S3ResponseSender sender = new S3ResponseSender(Duration.ofSeconds(2));
  private HttpServer server;
  private int[] statuses = {200};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      received.add(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().get("Content-Type"),
                  body));
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(statuses[Math.min(received.size(), statuses.length) - 1], -1);
    }
  }

  private ResponseUrl url() {
    return new ResponseUrl(
        URI.create(
            "http://localhost:" + server.getAddress().getPort() + "/arn%3Aaws%2Fx?S=a%2Bb%3D&T=1"));
  }

  @Test
  void aResponseIsPutToTheUrlAsItIs() throws IOException {
    sender.send(url(), BODY);
    assertThat(received)
        .containsExactly("PUT /arn%3Aaws%2Fx?S=a%2Bb%3D&T=1 null {\"Status\":\"SUCCESS\"}");
  }

  @Test
  void aFailureIsRepeatedOnce() throws IOException {
    statuses = new int[] {500, 200};
    sender.send(url(), BODY);
    assertThat(received).hasSize(2);
  }

  @Test
  void aRedirectIsNotFollowed() {
    statuses = new int[] {307};
    assertThatThrownBy(() -> sender.send(url(), BODY))
        .isInstanceOf(IOException.class)
        .hasMessage("localhost responded with 307");
    assertThat(received).hasSize(2).noneMatch(request -> request.contains("elsewhere"));
  }

  @Test
  void aServerThatIsNotThereIsAFailureWithoutTheSignature() {
    ResponseUrl url = url();
    server.stop(0);
    assertThatThrownBy(() -> sender.send(url, BODY))
        .isInstanceOf(IOException.class)
        .hasMessage("localhost did not respond");
  }
}
