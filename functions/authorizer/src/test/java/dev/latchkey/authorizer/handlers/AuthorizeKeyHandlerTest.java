package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static dev.latchkey.authorizer.event.SampleEvents.SCOPE;
import static dev.latchkey.authorizer.event.SampleEvents.header;
import static dev.latchkey.authorizer.handlers.AuthorizerFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.authorizer.handlers.AuthorizerFixture.Issued;
import dev.latchkey.authorizer.policy.PolicyResources;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.telemetry.JsonBuffer;
import dev.latchkey.local.gateway.Wildcard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizeKeyHandlerTest {
  private static final Route ALL_ORDERS = new Route("a1", "*", "GET", "/orders/*");
  private static final String UNAUTHORIZED = "UnauthorizedException: Unauthorized";

  private final AuthorizerFixture function = new AuthorizerFixture();

  @AfterEach
  void noSecretIsInAnyOutput() {
    function.close();
  }

  @Nested
  class Status200 {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void aValidKeyIsAllowedItsDataApi(AuthorizerEvent.Format format) throws IOException {
      Issued key = function.register("orders", ALL_ORDERS, new Route("b2", "*", "*", "*"));

      JsonNode response = function.invoke(SampleEvents.withKey(format, ORDERS, key.text()));

      assertThat(text(response, "principalId")).isEqualTo(key.id().value());
      assertThat(response.get("policyDocument"))
          .hasToString(
              "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":\"execute-api:Invoke\","
                  + "\"Effect\":\"Allow\",\"Resource\":[\""
                  + SCOPE
                  + "a1/live/GET/orders/?*\"]},{\"Action\":\"execute-api:Invoke\",\"Effect\":"
                  + "\"Deny\",\"Resource\":"
                  + ambiguous()
                  + "}]}");
      assertThat(response.get("context"))
          .hasToString(
              "{\"key_id\":\"%s\",\"data_api_id\":\"orders\",\"domain\":\"sales\","
                      .formatted(key.id().value())
                  + "\"created_by\":\"Ada\",\"expires_at\":\"2026-02-01T03:04:05Z\","
                  + "\"name\":\"batch job\",\"dataset\":\"all orders\",\"problem\":\"forbidden\","
                  + "\"detail\":\"This API key does not cover this request.\",\"retry_after\":\"\"}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void itMayComeAsBearer(AuthorizerEvent.Format format) throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      byte[] event =
          SampleEvents.of(format, ORDERS, List.of(header("Authorization", "bearer " + key.text())));

      assertThat(effects(function.invoke(event))).containsExactly("Allow", "Deny");
    }

    @ParameterizedTest
    @EnumSource(names = {"REST", "HTTP_1", "HTTP_2"})
    void itMayComeInBothHeadersOrWithAnotherAuthorization(AuthorizerEvent.Format format)
        throws IOException {
      String key = function.register("orders", ALL_ORDERS).text();
      for (String authorization : List.of("Bearer " + key, "Basic dTpw", "Bearer ey.J.x")) {
        List<SampleEvents.Header> headers =
            List.of(header("authorization", authorization), header("x-api-key", key));
        assertThat(effects(function.invoke(SampleEvents.of(format, ORDERS, headers))))
            .as(authorization)
            .containsExactly("Allow", "Deny");
      }
    }

    @Test
    void theLogHasOneLineOfIt() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      function.invoke(SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text()));

      JsonNode line = function.loggedLine();
      assertThat(text(line, "level")).isEqualTo("INFO");
      assertThat(text(line, "request_id")).isEqualTo("lambda-request");
      assertThat(text(line, "extended_request_id")).isEqualTo("extended-request");
      assertThat(text(line, "route")).isEqualTo("GET /orders/{order_id}");
      assertThat(text(line, "outcome")).isEqualTo("authorized");
      assertThat(text(line, "key_id")).isEqualTo(key.id().value());
      assertThat(text(line, "data_api_id")).isEqualTo("orders");
      assertThat(text(line, "secret")).isEqualTo("current");
      assertThat(function.metrics()).hasSize(1);
      JsonNode metrics = function.metrics().get(0);
      assertThat(metrics.get("authorized").asInt()).isEqualTo(1);
      assertThat(metrics.get("milliseconds")).hasSize(1);
      assertThat(text(metrics, "function")).isEqualTo("authorize-key");
      assertThat(line.toString()).doesNotContain("orders/17", "Accept", "192.0.2.1");
    }

    @Test
    void thePreviousSecretWorksWithinItsGrace() throws IOException {
      Issued old = function.register("orders", ALL_ORDERS);
      Issued next = function.withSecret(old.id());
      function
          .stores
          .keys()
          .rotate(
              old.id(),
              new Rotation(
                  "lk",
                  AuthorizerFixture.hash(next),
                  AuthorizerFixture.START.plus(Duration.ofHours(2))),
              function.change());

      assertThat(
              function.outcome(
                  SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, old.text())))
          .contains("\"Allow\"");
      assertThat(text(function.loggedLine(), "secret")).isEqualTo("previous");
      assertThat(
              function.outcome(
                  SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, next.text())))
          .contains("\"Allow\"");
      assertThat(text(function.loggedLine(), "secret")).isEqualTo("current");
      function.pass(Duration.ofHours(2));
      assertThat(
              function.outcome(
                  SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, old.text())))
          .isEqualTo(UNAUTHORIZED);
    }

    @Test
    void theDailyPingGetsAnEmptyResponse() throws IOException {
      assertThat(function.invoke(SampleEvents.of(AuthorizerEvent.Format.PING, "", List.of())))
          .hasToString("{}");
      assertThat(text(function.loggedLine(), "event")).isEqualTo("ping");
    }
  }

  @Nested
  class Status401 {
    @ParameterizedTest
    @EnumSource(names = {"REST", "TOKEN"})
    void everyInvalidKeyGetsTheSameResponseAndItsReasonInTheLog(AuthorizerEvent.Format format)
        throws IOException {
      for (Map.Entry<String, byte[]> bad : badKeys(format).entrySet()) {
        assertThat(function.outcome(bad.getValue())).as(bad.getKey()).isEqualTo(UNAUTHORIZED);
        assertReason(bad.getKey());
      }
    }

    @Test
    void aRevokedKeyIsRefusedOnTheNextRequest() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      byte[] event = SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text());
      function.invoke(event);

      function.stores.keys().revoke(key.id(), null, function.change());

      assertThat(function.outcome(event)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void aKeyExpiresToTheSecond() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      byte[] event = SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text());

      function.pass(Duration.ofDays(30).minusMillis(1));
      assertThat(function.outcome(event)).contains("\"Allow\"");
      function.pass(Duration.ofMillis(1));
      assertThat(function.outcome(event)).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void twoKeysOrAHeaderTwiceAreRefused() throws IOException {
      String key = function.register("orders", ALL_ORDERS).text();
      String other = function.create("orders", "other").text();
      for (AuthorizerEvent.Format format :
          List.of(
              AuthorizerEvent.Format.REST,
              AuthorizerEvent.Format.HTTP_1,
              AuthorizerEvent.Format.HTTP_2)) {
        for (List<SampleEvents.Header> headers :
            List.of(
                List.of(header("X-Api-Key", key), header("Authorization", "Bearer " + other)),
                List.of(header("X-Api-Key", key), header("X-Api-Key", key)),
                List.of(header("X-Api-Key", key), header("x-api-key", other)),
                List.of(
                    header("Authorization", "Bearer " + key),
                    header("Authorization", "Bearer " + key)))) {
          assertThat(function.outcome(SampleEvents.of(format, ORDERS, headers)))
              .doesNotContain("\"Allow\"");
          assertReason("ambiguous");
        }
      }
    }
  }

  @Nested
  class Status403 {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void aGoodKeyAtAnotherRouteIsDeniedThatAndKeepsItsOwn(AuthorizerEvent.Format format)
        throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);

      JsonNode response =
          function.invoke(
              SampleEvents.withKey(format, SCOPE + "a1/live/POST/orders/1", key.text()));

      assertThat(response.get("policyDocument").get("Statement"))
          .hasToString(
              "[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Allow\",\"Resource\":[\""
                  + SCOPE
                  + "a1/live/GET/orders/?*\"]},{\"Action\":\"execute-api:Invoke\","
                  + "\"Effect\":\"Deny\",\"Resource\":[\""
                  + SCOPE
                  + "a1/live/POST/orders/1\","
                  + ambiguous().substring(1)
                  + "}]");
      assertThat(response.get("context"))
          .hasToString(
              ("{\"key_id\":\"%s\",\"data_api_id\":\"orders\",\"problem\":\"forbidden\","
                      + "\"detail\":\"This API key does not cover this route.\",\"retry_after\":\"\"}")
                  .formatted(key.id().value()));
      JsonNode line = function.loggedLine();
      assertThat(text(line, "outcome")).isEqualTo("denied");
      assertThat(text(line, "reason")).isEqualTo("route");
    }

    @Test
    void anotherApiIsDenied() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      JsonNode response =
          function.invoke(
              SampleEvents.withKey(
                  AuthorizerEvent.Format.REST, SCOPE + "zz/live/GET/orders/1", key.text()));
      assertThat(effects(response)).containsExactly("Deny");
    }

    @Test
    void aPathWithPolicyWildcardsBlocksNoAllowedRoute() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      for (String path : List.of("/*", "/?rders/*", "/${x}", "/" + "x".repeat(1_400))) {
        JsonNode response =
            function.invoke(
                SampleEvents.withKey(
                    AuthorizerEvent.Format.REST, SCOPE + "a1/live/GET" + path, key.text()));
        assertThat(effects(response)).as(path).containsExactly("Allow", "Deny");
        assertThat(resources(response)).first().isEqualTo(SCOPE + "a1/live/GET/orders/?*");
        assertThat(isAllowed(response, SCOPE + "a1/live/GET/orders/1")).isTrue();
        assertThat(isAllowed(response, SCOPE + "a1/live/GET" + path)).as(path).isFalse();
      }
    }

    @Test
    void aPathThatIsLiveInAPolicyOfAnotherApiIsDeniedWithTheWholeApi() throws IOException {
      Issued key = function.register("orders", ALL_ORDERS);
      JsonNode response =
          function.invoke(
              SampleEvents.withKey(
                  AuthorizerEvent.Format.HTTP_2, SCOPE + "zz/live/GET/*", key.text()));
      assertThat(effects(response)).containsExactly("Deny");
      assertThat(resources(response)).containsExactly(SCOPE + "zz/*/*/*");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void anAmbiguousPathIsDeniedForAnyRoutes(AuthorizerEvent.Format format) throws IOException {
      String key = function.register("orders", ALL_ORDERS, new Route("a1", "*", "*", "*")).text();
      for (String path : List.of("/orders/..%2fadmin", "/orders//1", "/orders/..;/x", "//")) {
        String requested = SCOPE + "a1/live/GET" + path;
        JsonNode response = function.invoke(SampleEvents.withKey(format, requested, key));
        assertThat(isAllowed(response, requested)).as(path).isFalse();
        JsonNode line = function.loggedLine();
        assertThat(text(line, "outcome")).isEqualTo("denied");
        assertThat(text(line, "reason")).isEqualTo("ambiguous_path");
      }
    }

    @Test
    void aPolicyThatIsKeptDeniesAmbiguousPathsToo() throws IOException {
      String key = function.register("orders", ALL_ORDERS).text();
      JsonNode response =
          function.invoke(SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key));
      for (String path : List.of("..%2fadmin", "/1", "../admin", "..;/x", "\\1", "1%2E")) {
        assertThat(isAllowed(response, SCOPE + "a1/live/GET/orders/" + path)).as(path).isFalse();
      }
      for (String path : List.of(".well-known", "report..pdf", "...", "v1.2", "1/", "1;a=b")) {
        assertThat(isAllowed(response, SCOPE + "a1/live/GET/orders/" + path)).as(path).isTrue();
      }
    }

    @Test
    void aBadKeyAtAnAmbiguousPathIsABadKey() throws IOException {
      byte[] event =
          SampleEvents.withKey(
              AuthorizerEvent.Format.REST, SCOPE + "a1/live/GET//", function.draw().text());
      assertThat(function.outcome(event)).isEqualTo(UNAUTHORIZED);
      assertReason("unknown");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1", "HTTP_2"})
    void onAnHttpApiEveryBadKeyGetsTheSamePolicyThatDenies(AuthorizerEvent.Format format)
        throws IOException {
      for (Map.Entry<String, byte[]> bad : badKeys(format).entrySet()) {
        assertThat(function.outcome(bad.getValue()))
            .as(bad.getKey())
            .isEqualTo(
                "{\"principalId\":\"unauthorized\",\"policyDocument\":{\"Version\":\"2012-10-17\","
                    + "\"Statement\":[{\"Action\":\"execute-api:Invoke\",\"Effect\":\"Deny\","
                    + "\"Resource\":[\""
                    + ORDERS
                    + "\"]}]},\"context\":{\"problem\":\"unauthorized\","
                    + "\"detail\":\"The API key is missing or invalid.\",\"retry_after\":\"\"}}");
        assertReason(bad.getKey());
      }
    }
  }

  @Nested
  class Status500 {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PING")
    void anOutageOfTheTableIsNeverARefusal(AuthorizerEvent.Format format) throws IOException {
      RuntimeException timeout = new IllegalStateException("host table.internal timed out");
      for (RuntimeException outage :
          List.of(
              RequestException.because(RequestException.Reason.UNAVAILABLE, timeout),
              RequestException.because(RequestException.Reason.THROTTLED, timeout),
              timeout)) {
        try (AuthorizerFixture broken = new AuthorizerFixture(failing(outage))) {
          Issued key = broken.draw();
          assertThat(broken.outcome(SampleEvents.withKey(format, ORDERS, key.text())))
              .isEqualTo("UnavailableException: Unavailable");
          JsonNode line = broken.loggedLine();
          assertThat(text(line, "level")).isEqualTo("ERROR");
          assertThat(text(line, "outcome")).isEqualTo("failed");
          assertThat(text(line, "exception")).contains("table.internal");
        }
      }
    }

    @Test
    void garbageIsRefusedDuringAnOutageToo() throws IOException {
      try (AuthorizerFixture broken =
          new AuthorizerFixture(
              failing(RequestException.of(RequestException.Reason.UNAVAILABLE)))) {
        assertThat(
                broken.outcome(
                    SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, "lk_garbage")))
            .isEqualTo(UNAUTHORIZED);
      }
    }

    @Test
    void theOutageIsCountedByReason() throws IOException {
      try (AuthorizerFixture broken =
          new AuthorizerFixture(failing(RequestException.of(RequestException.Reason.THROTTLED)))) {
        broken.outcome(
            SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, broken.draw().text()));
        assertThat(text(broken.loggedLine(), "reason")).isEqualTo("throttled");
        JsonNode metrics = broken.metrics().get(0);
        assertThat(metrics.get("store_errors").asInt()).isEqualTo(1);
        assertThat(text(metrics, "reason")).isEqualTo("throttled");
        assertThat(metrics.at("/_aws/CloudWatchMetrics/0/Dimensions"))
            .hasToString("[[\"function\"],[\"function\",\"reason\"]]");
      }
    }

    @Test
    void anEventThatApiGatewayDoesNotSendIsAFailure() throws IOException {
      assertThat(function.outcome("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isEqualTo("MalformedEventException: Malformed event");
      assertThat(text(function.loggedLine(), "reason")).isEqualTo("malformed_event");
    }

    private static KeyReader failing(RuntimeException failure) {
      return new KeyReader() {
        @Override
        public LookupResult key(KeyId keyId, Deadline deadline) {
          throw failure;
        }

        @Override
        public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
          throw failure;
        }
      };
    }
  }

  /** Returns one event for each reason of refusal, by the reason's word. */
  private Map<String, byte[]> badKeys(AuthorizerEvent.Format format) {
    Issued deleted = function.register("orders", ALL_ORDERS);
    function.stores.keys().revoke(deleted.id(), null, function.change());
    function.stores.keys().delete(deleted.id(), function.change());
    Issued suspended = function.create("orders", "suspended");
    function.stores.keys().suspend(suspended.id(), "unpaid", function.change());
    Issued revoked = function.create("orders", "revoked");
    function.stores.keys().revoke(revoked.id(), "leaked", function.change());
    Issued expired = function.createExpired("orders");
    Issued orphan = function.create("gone", "orphan");
    Issued good = function.create("orders", "good");
    Issued wrong = function.withSecret(good.id());
    Map<String, byte[]> events = new LinkedHashMap<>();
    events.put("missing", SampleEvents.of(format, ORDERS, List.of()));
    events.put("ambiguous", SampleEvents.withKey(format, ORDERS, good.text() + "," + good.text()));
    events.put("malformed", SampleEvents.withKey(format, ORDERS, good.text() + "x"));
    events.put("unknown", SampleEvents.withKey(format, ORDERS, function.draw().text()));
    events.put("wrong_secret", SampleEvents.withKey(format, ORDERS, wrong.text()));
    events.put("expired", SampleEvents.withKey(format, ORDERS, expired.text()));
    events.put("suspended", SampleEvents.withKey(format, ORDERS, suspended.text()));
    events.put("revoked", SampleEvents.withKey(format, ORDERS, revoked.text()));
    events.put("deleted", SampleEvents.withKey(format, ORDERS, deleted.text()));
    events.put("data_api_gone", SampleEvents.withKey(format, ORDERS, orphan.text()));
    return events;
  }

  private void assertReason(String reason) throws IOException {
    JsonNode line = function.loggedLine();
    assertThat(text(line, "outcome")).isEqualTo("refused");
    assertThat(text(line, "reason")).isEqualTo(reason);
    boolean wellFormed = !List.of("missing", "ambiguous", "malformed").contains(reason);
    assertThat(line.has("key_id")).as("%s names the key", reason).isEqualTo(wellFormed);
  }

  /** Returns the resources that every policy with an Allow denies, as JSON. */
  private static String ambiguous() {
    JsonBuffer json = new JsonBuffer(16).beginArray();
    PolicyResources.writeAmbiguous(json, MethodArn.parse(ORDERS));
    return json.endArray().toString();
  }

  /** Returns IAM's decision by the policy of a response. */
  private static boolean isAllowed(JsonNode response, String requested) {
    boolean allowed = false;
    for (JsonNode statement : response.at("/policyDocument/Statement")) {
      for (JsonNode resource : statement.get("Resource")) {
        if (Wildcard.matches(resource.asText(), requested)) {
          if (statement.get("Effect").asText().equals("Deny")) {
            return false;
          }
          allowed = true;
        }
      }
    }
    return allowed;
  }

  private static List<String> effects(JsonNode response) {
    return response.at("/policyDocument/Statement").findValuesAsText("Effect");
  }

  private static List<String> resources(JsonNode response) {
    List<String> resources = new ArrayList<>();
    response
        .at("/policyDocument/Statement")
        .forEach(
            statement -> statement.get("Resource").forEach(one -> resources.add(one.asText())));
    return resources;
  }
}
