package dev.latchkey.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.signin.SignInServer;
import dev.latchkey.local.signin.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's story through {@code sam local start-api}, which serves the management API and the
 * example from one template. Prints what differs from AWS.
 */
@EnabledIfSystemProperty(
    named = "engine",
    matches = "api",
    disabledReason = "It needs Docker, an image and the SAM CLI: bin/real-engines api runs it.")
final class SamLocalApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The ID that every API has in {@code sam local}. */
  private static final String API_ID = "1234567890";

  /** What {@code sam local} responds if an authorizer throws. AWS responds with 401. */
  private static final int REFUSED = 502;

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private String api = "";
  private String token = "";

  @Test
  void theLifeOfAKey() throws Exception {
    try (SignInServer signIn = SignInServer.start(0, SigningKey.random(), List.of());
        Relay table = Relay.to(SeededTable.create("KeyTable").endpoint());
        Relay provider = Relay.to(signIn.issuer())) {
      int port = freePort();
      api = "http://127.0.0.1:" + port;
      token = token(signIn.issuer());
      Process sam = start(port, signIn.issuer(), table, provider);
      try {
        until("/v1/me", "Authorization", "Bearer " + token, 200, sam);
        until("/orders", "X-Api-Key", "none", REFUSED, sam);
        tell();
      } finally {
        stop(sam);
      }
    }
  }

  private void tell() throws Exception {
    JsonNode registered =
        manage(
            "/v1/data-apis",
            "{\"data_api_id\":\"sam\",\"domain\":\"sales\",\"dataset\":\"orders\",\"routes\":[{\"api_id\":\""
                + API_ID
                + "\"}],\"key\":{\"name\":\"first app\",\"validity_days\":30}}",
            201);
    String key = "/v1/keys/" + registered.at("/key/key_id").asText();
    String first = registered.at("/key/api_key").asText();
    assertThat(orders(first)).isEqualTo(200);
    assertThat(status(get("/orders"))).as("without a key").isEqualTo(REFUSED);
    manage(key + "/extend", "{\"validity_days\":60}", 200);
    String second = manage(key + "/rotate", "{\"grace_hours\":0}", 200).path("api_key").asText();
    assertThat(orders(first)).as("the old secret").isEqualTo(REFUSED);
    assertThat(orders(second)).as("the new secret").isEqualTo(200);
    JsonNode revoked = manage(key + "/revoke", "{\"reason\":\"the laptop was lost\"}", 200);
    assertThat(revoked.path("status").asText()).isEqualTo("revoked");
    assertThat(orders(second)).as("a revoked key").isEqualTo(REFUSED);
    HttpRequest delete = operator(key).DELETE().build();
    assertThat(http.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    assertThat(status(operator(key + "/events"))).as("no stream, so no history").isEqualTo(404);
    System.out.println("differs: 502 instead of 401 for a refused key, since sam local has no");
    System.out.println("differs: gateway responses; no history, since it has no stream");
  }

  private Process start(int port, URI issuer, Relay table, Relay provider) throws IOException {
    Map<String, String> parameters =
        Map.of(
            "DynamoDbEndpoint",
            SamLocal.HOST + table.port(),
            "OidcIssuer",
            issuer.toString(),
            "OidcAudiences",
            "latchkey");
    List<String> arguments =
        List.of("start-api", "--host=127.0.0.1", "--port=" + port, "--warm-containers=LAZY");
    return SamLocal.command(folder, template(provider), parameters, arguments)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log.txt").toFile())
        .start();
  }

  /**
   * Both stacks in one template, without the alias, which the SAM CLI does not know. The issuer is
   * on localhost, which is another machine in a container, so the operators' authorizer reaches it
   * through a proxy.
   */
  private static String template(Relay provider) {
    String proxy =
        "          JAVA_TOOL_OPTIONS: -Dhttp.proxyHost=host.docker.internal -Dhttp.proxyPort="
            + provider.port()
            + " -Dhttp.nonProxyHosts=\n";
    return SamLocal.template()
        .replace("!Ref AuthorizeOperatorFunction.Alias", "!GetAtt AuthorizeOperatorFunction.Arn")
        .replaceFirst("(?s)(\n  AuthorizeOperatorFunction:\n.*?        Variables:\n)", "$1" + proxy)
        .replace("\nOutputs:\n", SamLocal.example() + "\nOutputs:\n");
  }

  /** Sends a request until it has this status: containers start, and a busy machine is slow. */
  private void until(String path, String header, String value, int status, Process sam)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> got = new ArrayList<>();
    while (true) {
      try {
        int actual = status(get(path).header(header, value));
        if (actual == status) {
          return;
        }
        got.add("" + actual);
      } catch (IOException e) {
        got.add("" + e.getMessage());
      }
      assertThat(sam.isAlive()).as(() -> "%s, %s".formatted(got, log())).isTrue();
      assertThat(System.nanoTime()).as(() -> "%s, %s".formatted(got, log())).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private JsonNode manage(String path, String body, int status) throws Exception {
    HttpRequest request =
        operator(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(() -> response.body() + log()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private int orders(String apiKey) throws Exception {
    return status(get("/orders").header("X-Api-Key", apiKey));
  }

  private HttpRequest.Builder operator(String path) {
    return get(path).header("Authorization", "Bearer " + token);
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(api + path));
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private String token(URI issuer) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=engineer&client_secret=any"))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
        .path("access_token")
        .asText();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it by SIGTERM, so that it removes its containers. */
  private static void stop(Process sam) throws InterruptedException {
    sam.destroy();
    if (!sam.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      sam.destroyForcibly();
    }
  }
}
