package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleHandlerTest {
  private static final Pattern VERSIONED = Pattern.compile("\"(app-[0-9a-f]{16}/[a-z.]+)\"");

  private HttpServer provider;
  private String issuer;
  private String document;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  @BeforeEach
  void startProvider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://localhost:" + provider.getAddress().getPort() + "/people";
    document =
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token;v=2", "end_session_endpoint": "%1$s/logout"}
        """
            .formatted(issuer);
    provider.createContext(
        "/people/.well-known/openid-configuration",
        exchange -> {
          byte[] body = document.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (exchange) {
            exchange.getResponseBody().write(body);
          }
        });
    provider.start();
  }

  @AfterEach
  void stopProvider() {
    provider.stop(0);
  }

  @Test
  void thePageNamesFilesThatMayBeKeptForEver() {
    ConsoleHandler handler = handler(Map.of());
    TestResponse page = page(handler);
    assertThat(page.headers()).containsEntry("Cache-Control", "no-store");
    Matcher names = VERSIONED.matcher(page.body());
    int count = 0;
    while (names.find()) {
      TestResponse file = file(handler, names.group(1));
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.headers().get("Cache-Control")).contains("immutable");
      count++;
    }
    assertThat(count).isEqualTo(3);
    assertThat(page.body()).doesNotContain("\"app/");
  }

  @Test
  void anotherVersionsFilesAreServedAndNotKept() {
    TestResponse file = file(handler(Map.of()), "app-0123456789abcdef/main.js");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.headers()).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void theScriptImportsAndExportsNothing() {
    assertThat(file(handler(Map.of()), "app-0123456789abcdef/main.js").body())
        .doesNotContainPattern("(?m)^(import|export)\\b");
  }

  @Test
  void withoutItsSlashThePageIsElsewhere() {
    TestResponse moved =
        ManagementFixture.respond(handler(Map.of()), TestRequest.of("GET /console").byNobody());
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.headers()).containsEntry("Location", "console/");
  }

  @Test
  void thePolicyNamesTheProvidersTokenEndpointAndNothingUnsafe() {
    String policy = policy(page(handler(Map.of())));
    assertThat(policy)
        .contains("default-src 'none'", "frame-ancestors 'none'", "trusted-types 'none'")
        .contains("require-trusted-types-for 'script'")
        .contains("connect-src 'self' " + issuer + "/token%3Bv=2;")
        .doesNotContain("unsafe");
  }

  @Test
  void aSnapshotHoldsNoEndpointsOfTheProvider() {
    ConsoleHandler handler = handler(Map.of("CONSOLE_CLIENT_ID", "console"));
    Runnable priming = handler.priming();
    priming.run();
    assertThat(log.size()).isZero();

    document = "{}";

    priming.run();
    assertThat(log.size()).isZero();
    assertThat(file(handler, "config.json").status()).isEqualTo(503);
  }

  @Test
  void theSettingsNameTheProviderAndTheLimits() {
    TestResponse settings = file(handler(Map.of("CONSOLE_SCOPE", "openid api")), "config.json");
    assertThat(settings.json())
        .containsEntry("issuer", issuer)
        .containsEntry("authorization_endpoint", issuer + "/authorize")
        .containsEntry("end_session_endpoint", issuer + "/logout")
        .containsEntry("client_id", "console")
        .containsEntry("scope", "openid api");
    assertThat(settings.at("max_validity_days")).hasToString("365");
    assertThat(settings.headers()).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void theSettingsHoldFurtherParametersOfTheAuthorizationRequest() {
    String query = "audience=latchkey&resource=https%3A%2F%2Fa&resource=urn:b";
    Map<String, String> given = Map.of("CONSOLE_AUTHORIZATION_PARAMETERS", query);

    assertThat(file(handler(given), "config.json").json())
        .containsEntry("authorization_parameters", query);
    assertThat(file(handler(Map.of()), "config.json").json())
        .containsEntry("authorization_parameters", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"audience", "=x", "a=b c=d", "a=b#c", "a=b&c", "{\"a\":1}"})
  void parametersThatAreNoQueryAreRefusedAtStart(String query) {
    assertThatThrownBy(() -> handler(Map.of("CONSOLE_AUTHORIZATION_PARAMETERS", query)))
        .hasMessageContaining("template parameter ConsoleAuthorizationParameters");
  }

  @Test
  void withoutAClientThereAreNoSettings() {
    file(handler(Map.of("CONSOLE_CLIENT_ID", "")), "config.json").isProblem(404, "not-found");
  }

  @Test
  void anUnavailableProviderIsLoggedAndFetchedAgainAfterTenSeconds() {
    String right = document;
    document = "<html>";
    ConsoleHandler handler = handler(Map.of());
    file(handler, "config.json").isProblem(503, "unavailable");
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce(
            "\"level\":\"WARN\",\"function\":\"test\",\"outcome\":\"no_provider_endpoints\",\"detail\":\"The"
                + " provider's discovery document is not JSON.\",\"cause\":\"");
    assertThat(policy(page(handler))).contains("connect-src 'self';");
    document = right;
    file(handler, "config.json").isProblem(503, "unavailable");
    now = now.plusSeconds(10);
    assertThat(file(handler, "config.json").status()).isEqualTo(200);
    document = "{}";
    now = now.plusSeconds(3600);
    assertThat(file(handler, "config.json").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://elsewhere.example/token", "javascript:1", "", "https://a b"})
  void anEndpointThatIsNotSafeIsNone(String endpoint) {
    document = document.replace(issuer + "/token;v=2", endpoint);
    file(handler(Map.of()), "config.json").isProblem(503, "unavailable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../openapi.yaml",
        "..%2fopenapi.yaml",
        "app/../../openapi.yaml",
        "/etc/passwd",
        ".gitignore",
        "app",
        "app/",
        "app//main.js",
        "app/main.js",
        "nothing.html",
        "index.class",
        "index.html\u0000.js",
        "index.html/",
        "\\..\\openapi.yaml"
      })
  void nothingElseIsServed(String path) {
    file(handler(Map.of()), path).isProblem(404, "not-found");
  }

  @Test
  void anIssuerThatIsNotOneIsRefusedAtStart() {
    assertThatThrownBy(() -> handler(Map.of("OIDC_ISSUER", "http://elsewhere.example")))
        .hasMessageContaining("OIDC_ISSUER");
  }

  private ConsoleHandler handler(Map<String, String> changes) {
    Map<String, String> variables = new HashMap<>();
    variables.put("OIDC_ISSUER", issuer);
    variables.put("CONSOLE_CLIENT_ID", "console");
    variables.put("DEFAULT_VALIDITY_DAYS", "365");
    variables.put("MAX_VALIDITY_DAYS", "365");
    variables.putAll(changes);
    Telemetry telemetry =
        new Telemetry("test", () -> now, () -> new PrintStream(log, true, StandardCharsets.UTF_8));
    return new ConsoleHandler(new EnvironmentVariables(variables), () -> now, telemetry);
  }

  private static TestResponse page(ConsoleHandler handler) {
    return file(handler, "index.html");
  }

  private static TestResponse file(ConsoleHandler handler, String path) {
    return ManagementFixture.respond(
        handler, TestRequest.of("GET /console/{proxy+}").at("proxy", path).byNobody());
  }

  private static String policy(TestResponse response) {
    return response.headers().getOrDefault("Content-Security-Policy", "");
  }
}
