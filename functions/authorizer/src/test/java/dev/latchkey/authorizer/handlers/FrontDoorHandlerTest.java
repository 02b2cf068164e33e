package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.handlers.AuthorizerFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.authorizer.frontdoor.SampleUrlEvents;
import dev.latchkey.authorizer.frontdoor.TrustedProxies;
import dev.latchkey.authorizer.handlers.AuthorizerFixture.Issued;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.Route;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the front door's decisions, responses and log lines. */
class FrontDoorHandlerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "api.example.com";
  private static final String PATH = "/orders/17";

  /** How a request is asked about. */
  enum Form {
    VERIFY {
      @Override
      SampleUrlEvents event(String method, String path) {
        return SampleUrlEvents.verify(
            JSON.createObjectNode()
                .put("method", method)
                .put("host", HOST)
                .put("path", path)
                .toString());
      }
    },
    NGINX {
      @Override
      SampleUrlEvents event(String method, String path) {
        return SampleUrlEvents.nginx("orders", method, HOST, path);
      }
    },
    FORWARDED {
      @Override
      SampleUrlEvents event(String method, String path) {
        return SampleUrlEvents.forwarded("orders", method, HOST, path);
      }
    },
    ENVOY {
      @Override
      SampleUrlEvents event(String method, String path) {
        return SampleUrlEvents.envoy("orders", method, HOST, path);
      }
    };

    abstract SampleUrlEvents event(String method, String path);
  }

  private final AuthorizerFixture function =
      new AuthorizerFixture(TrustedProxies.of("198.51.100.0/24"));
  private final Issued key =
      function.register(
          "orders",
          Route.ofHost("*.example.com", "*", "/orders/*"),
          new Route("a1", "*", "*", "*"));

  @AfterEach
  void noSecretIsInAnyOutput() {
    function.close();
  }

  private JsonNode ask(SampleUrlEvents event) throws IOException {
    return function.invoke(event.key(key.text()).bytes());
  }

  private <T> void set(Field<T> field, T value) {
    function
        .stores
        .keys()
        .edit(key.id(), new KeyEdit(FieldEdits.NONE.set(field, value), null), function.change());
  }

  private void assertProblem(JsonNode response, int status, String type) throws IOException {
    assertThat(response.path("statusCode").asInt()).isEqualTo(status);
    assertThat(response.at("/headers/Content-Type").asText()).isEqualTo("application/problem+json");
    assertThat(response.at("/headers/Cache-Control").asText()).isEqualTo("no-store");
    assertThat(response.path("headers").properties())
        .noneMatch(header -> header.getKey().startsWith("X-Latchkey-"));
    JsonNode problem = JSON.readTree(response.path("body").asText());
    assertThat(text(problem, "type")).isEqualTo("urn:latchkey:problem:" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(text(problem, "instance")).isEqualTo("lambda-request");
  }

  private void assertDenied(JsonNode response, String reason, String problem) throws IOException {
    assertProblem(response, 403, problem);
    JsonNode line = function.loggedLine();
    assertThat(text(line, "outcome")).isEqualTo("denied");
    assertThat(text(line, "reason")).isEqualTo(reason);
    assertThat(text(line, "key_id")).isEqualTo(key.id().value());
  }

  @Test
  void anAllowedProgramGetsWhatIsKnownOfTheKeyInTheBody() throws IOException {
    set(KeyFields.OWNER, "Team Zürich");
    set(KeyFields.CLAIMS, Map.of("tenant", "acme"));

    JsonNode response = ask(Form.VERIFY.event("GET", PATH));

    assertThat(response.path("statusCode").asInt()).isEqualTo(200);
    assertThat(response.path("headers"))
        .hasToString("{\"Content-Type\":\"application/json\",\"Cache-Control\":\"no-store\"}");
    assertThat(JSON.readTree(response.path("body").asText()))
        .hasToString(
            ("{\"key_id\":\"%s\",\"data_api_id\":\"orders\",\"name\":\"batch job\","
                    + "\"domain\":\"sales\",\"dataset\":\"all orders\",\"owner\":\"Team Zürich\","
                    + "\"expires_at\":\"2026-02-01T03:04:05Z\",\"claims\":{\"tenant\":\"acme\"}}")
                .formatted(key.id().value()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void anAllowedProxyGetsItInHeadersWithoutABody(Form form) throws IOException {
    set(KeyFields.OWNER, "Team Zürich");
    set(KeyFields.CLAIMS, Map.of("cost_centre", "7"));

    JsonNode response = ask(form.event("GET", PATH));

    assertThat(response)
        .hasToString(
            ("{\"statusCode\":200,\"headers\":{\"X-Latchkey-Key-Id\":\"%s\","
                    + "\"X-Latchkey-Data-Api-Id\":\"orders\",\"X-Latchkey-Name\":\"batch job\","
                    + "\"X-Latchkey-Domain\":\"sales\",\"X-Latchkey-Dataset\":\"all orders\","
                    + "\"X-Latchkey-Owner\":\"Team Z%%C3%%BCrich\","
                    + "\"X-Latchkey-Expires-At\":\"2026-02-01T03:04:05Z\","
                    + "\"X-Latchkey-Claim-cost_centre\":\"7\",\"Cache-Control\":\"no-store\"}}")
                .formatted(key.id().value()));
  }

  @ParameterizedTest
  @EnumSource
  void theLineAndTheMetricsAreTheAuthorizers(Form form) throws IOException {
    ask(form.event("GET", PATH));

    JsonNode line = function.loggedLine();
    assertThat(text(line, "outcome")).isEqualTo("authorized");
    assertThat(text(line, "key_id")).isEqualTo(key.id().value());
    assertThat(text(line, "secret")).isEqualTo("current");
    assertThat(text(line, "data_api_id")).isEqualTo("orders");
    assertThat(text(line, "request_id")).isEqualTo("lambda-request");
    assertThat(line.toString()).doesNotContain("orders/17", HOST, SampleUrlEvents.SENDER);
    assertThat(function.metrics()).hasSize(1);
    assertThat(function.metrics().get(0).path("authorized").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestWithoutAValidKeyIsUnauthorized(Form form) throws IOException {
    String unknown = function.draw().text();
    String expired = function.createExpired("orders").text();
    String wrong = function.withSecret(key.id()).text();
    SampleUrlEvents[] events = {
      form.event("GET", PATH),
      form.event("GET", PATH).key("lk_x"),
      form.event("GET", PATH).key(key.text() + "," + key.text()),
      form.event("GET", PATH).key(unknown),
      form.event("GET", PATH).key(expired),
      form.event("GET", PATH).key(wrong),
    };
    String[] reasons = {
      "missing", "malformed", "ambiguous", "unknown", "expired", "wrong_secret",
    };
    String first = function.invoke(events[0].bytes()).toString();
    for (int i = 0; i < events.length; i++) {
      function.logged();
      JsonNode response = function.invoke(events[i].bytes());
      assertProblem(response, 401, "unauthorized");
      assertThat(response).as("the same for each reason").hasToString(first);
      JsonNode line = function.loggedLine();
      assertThat(text(line, "outcome")).isEqualTo("refused");
      assertThat(text(line, "reason")).isEqualTo(reasons[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsDeniedWhereNoRouteOfItsDataApiIs(Form form) throws IOException {
    assertDenied(ask(form.event("GET", "/customers/1")), "route", "forbidden");
    assertDenied(ask(form.event("GET", "/orders")), "route", "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "a.b.example.com", "example.org", "api.example.com."})
  void anotherHostIsAnotherRoute(String host) throws IOException {
    assertDenied(ask(SampleUrlEvents.nginx("orders", "GET", host, PATH)), "route", "forbidden");
  }

  @Test
  void aRouteOfAnApiAllowsNoHost() throws IOException {
    assertDenied(ask(SampleUrlEvents.nginx("orders", "GET", "a1", PATH)), "route", "forbidden");
  }

  @Test
  void aKeyOfAnotherDataApiIsDenied() throws IOException {
    function.register("customers", Route.ofHost("*.example.com", "*", "*"));
    assertDenied(ask(SampleUrlEvents.nginx("customers", "GET", HOST, PATH)), "route", "forbidden");
    assertDenied(ask(SampleUrlEvents.nginx("missing", "GET", HOST, PATH)), "route", "forbidden");
  }

  @ParameterizedTest
  @EnumSource
  void ambiguousPathsAreDenied(Form form) throws IOException {
    for (String path :
        List.of(
            "/orders/../admin",
            "/orders/%2e%2E/admin",
            "/orders//1",
            "/orders/a%2Fb",
            "/orders/..;/a",
            "/orders/a\\b",
            "/orders/1#/../..",
            "/orders/ä",
            "/orders/a b")) {
      assertDenied(ask(form.event("GET", path)), "ambiguous_path", "forbidden");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "FORWARDED"})
  void aTargetThatIsNoPathIsDenied(Form form) throws IOException {
    for (String target : List.of("*", "http://api.example.com/orders/1", "?a=/orders/1")) {
      assertDenied(ask(form.event("GET", target)), "ambiguous_path", "forbidden");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstReasonInOrderIsTold(Form form) throws IOException {
    set(KeyFields.METHODS, List.of("GET"));
    set(KeyFields.NETWORKS, networks("10.0.0.0/8"));
    assertDenied(ask(form.event("POST", "/orders//x")), "ambiguous_path", "forbidden");
    assertDenied(ask(form.event("POST", "/other")), "route", "forbidden");
    assertDenied(ask(form.event("POST", PATH)), "method", "forbidden");
    assertDenied(ask(form.event("GET", PATH)), "network", "network-denied");
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.9, true", "10.1.2.3, false", "unknown, false"})
  void aTrustedProxyNamesTheClientsAddress(String client, boolean isAllowed) throws IOException {
    set(KeyFields.NETWORKS, networks("203.0.113.0/24"));
    SampleUrlEvents event =
        SampleUrlEvents.nginx("orders", "GET", HOST, PATH).header("X-Latchkey-Client-Ip", client);
    assertDenied(ask(event), "network", "network-denied");
    try (AuthorizerFixture trusting =
        new AuthorizerFixture(TrustedProxies.of(SampleUrlEvents.SENDER))) {
      Issued bound = trusting.register("orders", Route.ofHost(HOST, "*", "*"));
      trusting
          .stores
          .keys()
          .edit(
              bound.id(),
              new KeyEdit(
                  FieldEdits.NONE.set(KeyFields.NETWORKS, networks("203.0.113.0/24")), null),
              trusting.change());
      assertThat(trusting.invoke(event.key(bound.text()).bytes()).path("statusCode").asInt())
          .isEqualTo(isAllowed ? 200 : 403);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQuotaIsCountedAndToldWithTheTimeToWait(Form form) throws IOException {
    set(KeyFields.QUOTA, new Quota(2, Quota.Period.DAY));
    ask(form.event("GET", PATH));
    ask(form.event("GET", PATH));
    function.logged();
    JsonNode response = ask(form.event("GET", PATH));
    assertProblem(response, form == Form.VERIFY ? 429 : 403, "quota-exceeded");
    assertThat(response.at("/headers/Retry-After").asLong())
        .isEqualTo(Duration.ofHours(24).minus(Duration.parse("PT3H4M5S")).toSeconds());
    assertThat(text(function.loggedLine(), "reason")).isEqualTo("quota");
    function.pass(Duration.ofDays(1));
    assertThat(ask(form.event("GET", PATH)).path("statusCode").asInt()).isEqualTo(200);
  }

  @Test
  void aRequestThatNamesNoRequestIsToldSoAndNotLogged() throws IOException {
    assertProblem(
        ask(SampleUrlEvents.of("GET", "/v1/forward-auth/nginx/orders")), 400, "malformed-request");
    assertProblem(ask(SampleUrlEvents.of("GET", "/v1/other")), 404, "not-found");
    JsonNode invalid = ask(SampleUrlEvents.verify("{\"method\":\"GET\",\"path\":\"/\"}"));
    assertProblem(invalid, 422, "invalid-request");
    assertThat(JSON.readTree(invalid.path("body").asText()).path("errors"))
        .hasToString("[{\"pointer\":\"/host\",\"detail\":\"is required\"}]");
    assertThat(function.logged()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anOutageIsNeverARefusalAndNeverAnAllow(Form form) throws IOException {
    for (RuntimeException failure :
        List.of(
            RequestException.of(RequestException.Reason.UNAVAILABLE),
            new IllegalStateException("damaged"))) {
      JsonNode response = invoke(function.frontDoor(failing(failure)), form.event("GET", PATH));
      assertProblem(response, 503, "unavailable");
      assertThat(response.at("/headers/Retry-After").asText()).isEqualTo("1");
      JsonNode line = function.loggedLine();
      assertThat(text(line, "outcome")).isEqualTo("failed");
      assertThat(text(line, "cause"))
          .isEqualTo(failure instanceof RequestException ? "table" : "function");
      assertThat(response.toString()).doesNotContain("damaged");
    }
  }

  @Test
  void theDailyPingIsNoRequest() throws IOException {
    assertThat(
            function.invoke(
                "{\"type\":\"PING\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .hasToString("{}");
    assertThat(function.logged()).isEmpty();
  }

  private JsonNode invoke(FrontDoorHandler handler, SampleUrlEvents event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.key(key.text()).bytes()),
        out,
        new TestContext("lambda-request"));
    return JSON.readTree(out.toByteArray());
  }

  private static List<dev.latchkey.core.domain.Network> networks(String block) {
    return KeyFields.NETWORKS.type().stored(List.of(block));
  }

  private static KeyReader failing(RuntimeException failure) {
    return new KeyReader() {
      @Override
      public LookupResult key(KeyId keyId, Deadline deadline) {
        throw failure;
      }

      @Override
      public Optional<DataApi> dataApi(DataApiRef dataApi, Deadline deadline) {
        throw failure;
      }
    };
  }
}
