package dev.latchkey.tests.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = RunProcess.sixFreePorts();
  @TempDir Path folder;

  @Test
  void theDemoPlaysReadmesCommands() throws Exception {
    try (RunProcess demo = RunProcess.start(folder, "demo")) {
      assertThat(demo.exit()).as(demo.output()).isZero();
      assertThat(demo.output())
          .contains(
              "The statuses were as README says: [",
              "\"last_used_at\":\"",
              "\"detail-type\":\"Key expiring\"");
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterKill9WithItsHistoryAndTermEndsItAll() throws Exception {
    String[] arguments = {"--port", "" + port, "--data", folder.resolve("data").toString()};
    String token;
    try (RunProcess first = RunProcess.start(folder, arguments).until("Ready: ")) {
      token = token();
      int status = register(token);
      while (status == 503) { // The first call of all, on a machine that is busy.
        status = register(token);
      }
      assertThat(status).as(first.output()).isEqualTo(201);
      first.kill();
    }
    Map<String, String> debugged = Map.of("DEBUG_LATCHKEY", "" + (port + 5));
    try (RunProcess second = RunProcess.start(folder, debugged, arguments).until("Ready: ")) {
      letsADebuggerAttach();
      for (int each = port; each < port + 5; each++) {
        assertThat(status(each, "localhost:" + each)).isNotEqualTo(403);
        assertThat(status(each, "evil.example")).isEqualTo(403);
        assertThat(status(each, "evil.example:" + each)).isEqualTo(403);
      }
      assertThat(get("/v1/data-apis/orders", token).path("data_api_id").asText())
          .isEqualTo("orders");
      awaitHistory(token);
      http.send(request("/v1/keys", "no-token").build(), BodyHandlers.ofString());
      second.until("[latchkey] GET /v1/keys 401");
      assertThat(second.output())
          .contains("\"function\":\"latchkey-GetDataApiFunction\"", "\"outcome\":\"refused\"")
          .doesNotContain("\"function\":\"local\"", "Unauthorized: ");
      endsCleanly(second);
    }
  }

  @Test
  void operatorsOfAnotherProviderSignInIfParametersNameIt() throws Exception {
    try (SignInServer provider = SignInServer.start(0, SigningKey.random(), List.of());
        RunProcess run =
            RunProcess.start(
                    folder,
                    "--in-memory",
                    "--port=" + port,
                    "--parameter",
                    "OidcIssuer=" + provider.issuer(),
                    "--parameter=OidcAudiences=latchkey",
                    "--parameter=ConsoleClientId=my-console",
                    "--parameter=ConsoleAuthorizationParameters=audience=latchkey")
                .until("Ready: ")) {
      assertThat(run.output())
          .contains("Operators sign in with " + provider.issuer())
          .doesNotContain("TOKEN=");
      JsonNode console = get("/console/config.json", "");
      assertThat(console.path("issuer").asText()).isEqualTo(provider.issuer().toString());
      assertThat(console.path("client_id").asText()).isEqualTo("my-console");
      assertThat(console.path("authorization_parameters").asText()).isEqualTo("audience=latchkey");
      assertThat(get("/v1/me", token(provider.issuer())).path("permissions")).isNotEmpty();
      assertThat(RunProcess.isFree(port + 2)).as("no sign-in server of its own").isTrue();
    }
  }

  private void letsADebuggerAttach() throws IOException {
    byte[] greeting = "JDWP-Handshake".getBytes(US_ASCII);
    try (Socket debugger = new Socket("localhost", port + 5)) {
      debugger.setSoTimeout((int) PATIENCE.toMillis());
      debugger.getOutputStream().write(greeting);
      assertThat(debugger.getInputStream().readNBytes(greeting.length)).isEqualTo(greeting);
    }
  }

  /** The status of {@code GET /v1/health} for a host. */
  private static int status(int port, String host) throws IOException {
    String request = "GET /v1/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  private void awaitHistory(String token) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (get("/v1/data-apis/orders/events", token).path("events").isEmpty()) {
      assertThat(System.nanoTime()).as("history in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** When it is told to end, no process is left and nothing is complained of. */
  private static void endsCleanly(RunProcess run) throws Exception {
    List<ProcessHandle> children = run.children();
    assertThat(children).isNotEmpty();
    run.terminate().exit();
    assertThat(run.output()).doesNotContain("Exception in thread", "did not stop cleanly");
    for (ProcessHandle child : children) {
      child.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void aPortInUseIsSaidInOneSentence() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket taken = new ServerSocket(port + 1, 1, loopback);
        RunProcess run = RunProcess.start(folder, "--port", "" + port, "--in-memory")) {
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.output().lines())
          .singleElement()
          .asString()
          .startsWith("Port " + taken.getLocalPort() + " is in use.");
    }
  }

  private String token() throws Exception {
    return token(URI.create("http://localhost:" + (port + 2) + "/latchkey"));
  }

  private String token(URI issuer) throws Exception {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=engineer&client_secret=any"))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  private int register(String token) throws Exception {
    String body =
        """
        {"data_api_id": "orders", "domain": "sales", "dataset": "orders",
         "routes": [{"api_id": "orders-data-api"}]}
        """;
    return http.send(
            request("/v1/data-apis", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private JsonNode get(String path, String token) throws Exception {
    return JSON.readTree(http.send(request(path, token).build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + token);
  }
}
