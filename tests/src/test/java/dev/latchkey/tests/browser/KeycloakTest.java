package dev.latchkey.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.latchkey.tests.run.RunProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run} with Keycloak, which the commands of docs/operators.md set up. */
@EnabledIfEnvironmentVariable(
    named = Keycloak.VARIABLE,
    matches = ".+",
    disabledReason = "It needs Keycloak: bin/real-engines keycloak runs it.")
class KeycloakTest extends BrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long AN_HOUR = Duration.ofHours(1).toMillis();

  @TempDir static Path folder;
  private static @Nullable Keycloak keycloak;
  private static @Nullable RunProcess latchkey;
  private static String origin = "";

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    int port = RunProcess.sixFreePorts();
    origin = "http://localhost:" + port;
    keycloak = Keycloak.start(folder, port + 5, origin);
    latchkey =
        RunProcess.start(
                folder,
                "--in-memory",
                "--port=" + port,
                "--parameter=OidcIssuer=" + provider().issuer(),
                "--parameter=OidcAudiences=latchkey",
                "--parameter=ConsoleClientId=latchkey-console")
            .until("Ready: ");
  }

  @AfterAll
  static void stop() {
    if (latchkey != null) {
      latchkey.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void aPersonCreatesAKeyThoughTheSessionEndedMeanwhileAndSignsOut() throws Exception {
    String dataApi = register("person", provider().token());
    BrowserSession visit = visit(origin + "/console/", BrowserSession.desk());
    visit.page().clock().install();
    visit.button("Sign in").click();
    signIn(visit.page());
    visit.toDataApis().choose(dataApi, "New key");
    visit.field("Name").fill("typed before");
    provider().endSessions();
    visit.page().clock().fastForward(AN_HOUR);
    visit.dialogButton("Create").click();
    assertThat(visit.dialog()).containsText("Nothing you typed is lost");
    Page small = visit.context().waitForPage(() -> visit.dialogButton("Sign in").click());
    signIn(small);
    String keyId = visit.secret().split("_", -1)[1];
    visit.store();
    String key = get("/v1/keys/" + keyId, provider().token());
    assertThat(JSON.readTree(key).path("name").asText()).isEqualTo("typed before");
    assertThat(JSON.readTree(key).path("created_by").asText()).isEqualTo("Erin Engineer");
    assertThat(provider().sessions()).isPositive();
    visit.button("Sign out").click();
    assertThat(visit.button("Sign in")).isVisible();
    assertThat(provider().sessions()).as("sessions at the provider").isZero();
  }

  @Test
  void aScriptGetsATokenAndTheSigningKeyRotates() throws Exception {
    String before = provider().token();
    register("script", before);
    provider().rotateSigningKey();
    String after = provider().token();
    assertThat(header(after)).as("another key").isNotEqualTo(header(before));
    assertThat(JSON.readTree(get("/v1/me", after)).path("permissions")).isNotEmpty();
    assertThat(JSON.readTree(get("/v1/me", before)).path("permissions")).isNotEmpty();
  }

  private static void signIn(Page page) {
    page.locator("#username").fill(Keycloak.PERSON);
    page.locator("#password").fill(Keycloak.PASSWORD);
    page.locator("#kc-login").click();
  }

  private static String header(String token) {
    return token.substring(0, token.indexOf('.'));
  }

  private String register(String dataApi, String token) throws Exception {
    String body =
        "{\"data_api_id\":\"%1$s\",\"domain\":\"sales\",\"dataset\":\"%1$s\",\"routes\":[{\"api_id\":\"%1$s\"}]}"
            .formatted(dataApi);
    HttpRequest request =
        request("/v1/data-apis", token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return dataApi;
  }

  private String get(String path, String token) throws Exception {
    return send(request(path, token).build()).body();
  }

  /**
   * Repeats a 503, which a busy machine may answer at first, and a 401, since an unknown signing
   * key is fetched at most every five seconds.
   */
  private HttpResponse<String> send(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (List.of(401, 503).contains(response.statusCode()) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      response = http.send(request, BodyHandlers.ofString());
    }
    return response;
  }

  private static HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(origin + path))
        .header("Authorization", "Bearer " + token);
  }

  private static Keycloak provider() {
    if (keycloak == null) {
      throw new IllegalStateException("Keycloak does not run");
    }
    return keycloak;
  }
}
