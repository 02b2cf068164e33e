package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R31: an operator asks why a request is, or was, allowed or denied. */
final class ExplainTest {
  private static final String EXPLAIN = "/v1/explain";
  private static final List<String> CHECKS =
      List.of(
          "malformed",
          "unknown",
          "deleted",
          "wrong_secret",
          "revoked",
          "expired",
          "suspended",
          "data_api_gone",
          "claim_missing",
          "ambiguous_path",
          "route",
          "method",
          "network",
          "quota");

  @Test
  void anAllowedRequestHasAllChecksInTheAuthorizersOrder() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    JsonNode byText = explain(byText(key, "/orders", ""));
    assertThat(byText.path("outcome").asText()).isEqualTo("allowed");
    assertThat(byText.has("reason")).isFalse();
    assertThat(byText.path("checks").findValuesAsText("check")).isEqualTo(CHECKS);
    assertThat(byText.path("checks")).allMatch(check -> check.path("ok").asBoolean());
    JsonNode byId = explain(byId(key, "/orders", ""));
    assertThat(byId.path("outcome").asText()).isEqualTo("allowed");
    assertThat(byId.path("checks"))
        .filteredOn(check -> check.path("ok").isNull())
        .extracting(check -> check.path("check").asText())
        .containsExactly("malformed", "wrong_secret");
  }

  @Test
  void theReasonIsThatOfTheAuthorizer() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
    engineer().patch(key.path(), "{'methods': ['POST']}").expect(200);
    app.get("/orders").expect(403);
    assertReason(byText(key, "/orders", ""), "denied", "method");
    engineer().patch(key.path(), "{'methods': null, 'networks': ['192.0.2.0/24']}").expect(200);
    app.get("/orders").expect(403);
    assertReason(byText(key, "/orders", ", 'source_ip': '127.0.0.1'"), "denied", "network");
    assertReason(byText(key, "/orders", ", 'source_ip': '192.0.2.9'"), "allowed", "");
    assertReason(byText(key, "/orders", ""), "unknown", "");
    assertReason(byText(key, "/a/../b", ""), "denied", "ambiguous_path");
    engineer().patch(key.path(), "{'networks': null}").expect(200);
    assertReason(byText(key, "/orders", "").replace(Latchkey.ORDERS, "other"), "denied", "route");
    engineer().patch(key.dataApiPath(), "{'required_claims': ['region']}").expect(200);
    assertReason(byText(key, "/orders", ""), "unauthorized", "claim_missing");
    engineer().post(key.path() + "/suspend").expect(200);
    assertReason(byText(key, "/orders", ""), "unauthorized", "suspended");
    RecordedResponse rotated = engineer().post(key.path() + "/rotate").expect(200);
    assertReason(byText(key, "/orders", ""), "unauthorized", "wrong_secret");
    assertReason(byId(key, "/orders", ""), "unauthorized", "suspended");
    Made current = new Made(key.dataApiId(), key.keyId(), rotated.text("api_key"));
    engineer().post(key.path() + "/revoke").expect(200);
    assertReason(byText(current, "/orders", ""), "unauthorized", "revoked");
    engineer().delete(key.path()).expect(204);
    assertReason(byText(current, "/orders", ""), "unauthorized", "deleted");
    assertReason(byId(key, "/orders", ""), "unauthorized", "deleted");
    String cut = byText(current, "/orders", "").replace(current.apiKey(), "lk_nonsense");
    assertReason(cut, "unauthorized", "malformed");
    assertReason(byText(Fixtures.expire(Fixtures.key()), "/", ""), "unauthorized", "expired");
  }

  @Test
  void takesNoRequestOfAQuota() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    engineer().patch(key.path(), "{'quota': {'calls': 1, 'per': 'month'}}").expect(200);
    for (int i = 0; i < 3; i++) {
      assertReason(byText(key, "/orders", ""), "allowed", "");
    }
    Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
    app.get("/orders").expect(200);
    assertReason(byText(key, "/orders", ""), "denied", "quota");
    app.get("/orders").expect(403, "quota-exceeded");
  }

  @Test
  void thePastIsToldByTheAuditLog() {
    Instant before = second();
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    engineer().patch(key.path(), "{'quota': {'calls': 9, 'per': 'day'}}").expect(200);
    Instant active = second();
    engineer().post(key.path() + "/suspend").expect(200);
    Instant suspended = second();
    engineer().post(key.path() + "/resume").expect(200);
    engineer().patch(key.path(), "{'methods': ['POST']}").expect(200);
    Instant restricted = second();
    engineer().patch(key.path(), "{'methods': null}").expect(200);
    engineer().patch(key.dataApiPath(), "{'routes': [{'api_id': 'moved'}]}").expect(200);
    Instant moved = second();
    engineer().post(key.path() + "/revoke").expect(200);
    Instant revoked = second();
    engineer().delete(key.path()).expect(204);
    Instant deleted = second();
    Fixtures.eventually(
        () -> engineer().get(key.path() + "/events").expect(200).json().path("events"),
        events -> events.path(0).path("kind").asText().equals("deleted"));
    assertReason(at(key, before), "unauthorized", "unknown");
    assertReason(at(key, suspended), "unauthorized", "suspended");
    assertReason(at(key, revoked), "unauthorized", "revoked");
    assertReason(at(key, deleted), "unauthorized", "deleted");
    assertReason(at(key, moved), "denied", "route");
    assertReason(at(key, restricted), "denied", "method");
    assertReason(at(key, active), "allowed", "");
  }

  @Test
  void thePastOfAKeyThatExistsIsKnown() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    engineer().patch(key.path(), "{'quota': {'calls': 9, 'per': 'day'}}").expect(200);
    Instant active = second();
    engineer().patch(key.path(), "{'methods': ['POST'], 'networks': ['192.0.2.0/24']}").expect(200);
    Instant restricted = second();
    engineer().patch(key.path(), "{'methods': null, 'networks': null}").expect(200);
    engineer().patch(key.dataApiPath(), "{'required_claims': ['region']}").expect(200);
    Instant claimed = second();
    engineer().post(key.path() + "/revoke").expect(200);
    awaitEvent(key.path(), "revoked");
    awaitEvent(key.dataApiPath(), "edited");
    assertReason(at(key, active), "allowed", "");
    assertReason(at(key, restricted), "denied", "method");
    assertReason(at(key, claimed), "unauthorized", "claim_missing");
    JsonNode text = explain(byText(key, "/orders", ", 'at': '%s'".formatted(active)));
    assertThat(text.path("outcome").asText()).isEqualTo("allowed");
    assertThat(text.path("checks"))
        .filteredOn(check -> check.path("ok").isNull())
        .extracting(check -> check.path("check").asText())
        .containsExactly("wrong_secret", "quota");
  }

  @Test
  void aStageThatIsLeftOutMattersIfARouteNamesOne() {
    Made key =
        Fixtures.dataApi(
            Fixtures.newId(), "[{'api_id': '%s', 'stage': 'live'}]".formatted(Latchkey.ORDERS));
    String withStage = byText(key, "/orders", "");
    assertReason(withStage, "allowed", "");
    assertReason(withStage.replace(", 'stage': 'live'", ""), "unknown", "");
    assertReason(withStage.replace("'live'", "'test'"), "denied", "route");
  }

  @Test
  void aRequestToAHostIsJudgedByRoutesOfHosts() {
    String host = Fixtures.newId() + ".example.com";
    Made key =
        Fixtures.dataApi(
            Fixtures.newId(), "[{'host': '%s', 'method': 'GET', 'path': '/a'}]".formatted(host));
    String body = "{'key_id': '%s', 'method': 'GET', 'host': '%s', 'path': '%s'}";
    assertReason(body.formatted(key.keyId(), host, "/a"), "allowed", "");
    assertReason(body.formatted(key.keyId(), host, "/b"), "denied", "route");
    assertReason(body.formatted(key.keyId(), host, "/ä"), "denied", "ambiguous_path");
    assertReason(body.formatted(key.keyId(), "other.example.com", "/a"), "denied", "route");
    assertReason(byId(key, "/a", ""), "denied", "route");
    String onStage = body.formatted(key.keyId(), host, "/a").replace("}", ", 'stage': 'live'}");
    assertThat(engineer().post(EXPLAIN, onStage).expect(422, "invalid-request").wrong())
        .containsExactly("pointer /stage");
  }

  @Test
  void aForeignKeyIsAMissingOne() {
    Made ours = Fixtures.key();
    Client logistics = Fixtures.LATCHKEY.as("logistics");
    String missing = "0000000000000000";
    for (String at :
        List.of("", ", 'at': '%s'".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)))) {
      String body = byId(ours, "/orders", at);
      logistics.post(EXPLAIN, body).expect(404, "not-found");
      logistics.post(EXPLAIN, body.replace(ours.keyId(), missing)).expect(404, "not-found");
      engineer().post(EXPLAIN, body.replace(ours.keyId(), missing)).expect(404, "not-found");
    }
    JsonNode foreign = logistics.post(EXPLAIN, byText(ours, "/orders", "")).expect(200).json();
    assertThat(foreign.path("reason").asText()).isEqualTo("unknown");
    assertThat(foreign.toString()).doesNotContain(ours.dataApiId());
  }

  @Test
  void theKeyIsNotInTheResponse() {
    Made key = Fixtures.key();
    RecordedResponse reply = engineer().post(EXPLAIN, byText(key, "/orders", "")).expect(200);
    assertThat(reply.exchange().body()).doesNotContain(key.apiKey());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'key_id': 'short' | /key_id",
        "'api_key': '' | /api_key",
        "'api_key': 'lk_x', 'key_id': '0000000000000000' | /key_id",
        "'stage': 'live' | /key_id",
        "'key_id': '0000000000000000', 'method': 'get' | /method",
        "'key_id': '0000000000000000', 'api_id': 'a/b' | /api_id",
        "'key_id': '0000000000000000', 'stage': '' | /stage",
        "'key_id': '0000000000000000', 'host': 'a.b', 'api_id': 'a' | /api_id",
        "'key_id': '0000000000000000', 'path': 'orders' | /path",
        "'key_id': '0000000000000000', 'path': '/orders?x=1' | /path",
        "'key_id': '0000000000000000', 'source_ip': '192.0.2.0/24' | /source_ip",
        "'key_id': '0000000000000000', 'at': 'now' | /at",
        "'key_id': '0000000000000000', 'at': '2100-01-01T00:00:00Z' | /at",
      })
  void aWrongFieldIsNamed(String fields, String pointer) {
    StringBuilder body = new StringBuilder("{").append(fields);
    for (String rest : List.of("'method': 'GET'", "'api_id': 'a'", "'path': '/'")) {
      if (!fields.contains(rest.substring(0, rest.indexOf(':') + 1))) {
        body.append(", ").append(rest);
      }
    }
    RecordedResponse reply = engineer().post(EXPLAIN, body + "}").expect(422, "invalid-request");
    assertThat(reply.wrong()).containsExactly("pointer " + pointer);
  }

  /** A second that has passed, so that later changes have later times. */
  private static Instant second() {
    Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Fixtures.eventually(Instant::now, now -> now.isAfter(second.plusSeconds(1)));
    return second;
  }

  private static void awaitEvent(String path, String kind) {
    Fixtures.eventually(
        () -> engineer().get(path + "/events").expect(200).json().path("events"),
        events -> events.path(0).path("kind").asText().equals(kind));
  }

  private static void assertReason(String body, String outcome, String reason) {
    JsonNode explanation = explain(body);
    assertThat(explanation.path("outcome").asText()).as("%s", explanation).isEqualTo(outcome);
    assertThat(explanation.path("reason").asText()).as("%s", explanation).isEqualTo(reason);
  }

  private static JsonNode explain(String body) {
    return engineer().post(EXPLAIN, body).expect(200).json();
  }

  private static String at(Made key, Instant at) {
    return byId(key, "/orders", ", 'source_ip': '127.0.0.1', 'at': '%s'".formatted(at));
  }

  private static String byText(Made key, String path, String rest) {
    return body("'api_key': '" + key.apiKey() + "'", path, rest);
  }

  private static String byId(Made key, String path, String rest) {
    return body("'key_id': '" + key.keyId() + "'", path, rest);
  }

  private static String body(String key, String path, String rest) {
    return "{%s, 'method': 'GET', 'api_id': '%s', 'stage': 'live', 'path': '%s'%s}"
        .formatted(key, Latchkey.ORDERS, path, rest);
  }
}
