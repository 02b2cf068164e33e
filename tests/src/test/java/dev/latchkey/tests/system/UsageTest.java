package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Secret;
import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R22: operators see when a key and its previous secret were used, and how often")
final class UsageTest {
  private final Made key =
      Fixtures.dataApi(
          Fixtures.newId(), "[{'api_id': '%s', 'path': '/orders'}]".formatted(Latchkey.ORDERS));
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @Test
  void aRequestIsSeenSoonAfterIt() {
    assertThat(usage(key).has("last_used_at")).isFalse();
    app(key.apiKey()).get("/orders").expect(200);
    JsonNode used = Fixtures.eventually(() -> usage(key), usage -> usage.has("last_used_at"));
    assertThat(Instant.parse(used.get("last_used_at").asText())).isBetween(start, Instant.now());
    assertThat(used.get("first_used_at").asText()).isNotEmpty();
    assertThat(used.has("previous_secret_last_used_at")).isFalse();
    assertThat(used.get("recorded_since").asText())
        .isEqualTo(key.seen().expect(200).text("created_at"));
    JsonNode listed =
        engineer()
            .get("/v1/keys?include=usage&data_api_id=" + key.dataApiId())
            .expect(200)
            .json()
            .at("/keys/0/usage");
    assertThat(listed).isEqualTo(used);
  }

  @Test
  void allowedAndDeniedRequestsAreCountedByDay() {
    for (int i = 0; i < 3; i++) {
      app(key.apiKey()).get("/orders").expect(200);
    }
    app(key.apiKey()).get("/orders/17").expect(403);
    app(anotherSecret(key.apiKey())).get("/orders").expect(401);
    JsonNode report =
        Fixtures.eventually(
            () -> report(key, "?days=2"), body -> sum(body, "allowed") + sum(body, "denied") == 5);
    assertThat(sum(report, "allowed")).isEqualTo(3);
    assertThat(sum(report, "denied")).isEqualTo(2);
    assertThat(report.at("/days/0/date").asText())
        .isIn(
            LocalDate.ofInstant(start, ZoneOffset.UTC).toString(),
            LocalDate.ofInstant(start, ZoneOffset.UTC).plusDays(1).toString());
    assertThat(report.get("usage")).isEqualTo(usage(key));
  }

  @Test
  void theUseOfThePreviousSecretIsKnown() {
    RecordedResponse rotated =
        engineer().post(key.path() + "/rotate", "{'grace_hours': 24}").expect(200);
    app(rotated.text("api_key")).get("/orders").expect(200);
    JsonNode current = Fixtures.eventually(() -> usage(key), usage -> usage.has("last_used_at"));
    assertThat(current.has("previous_secret_last_used_at")).isFalse();
    app(key.apiKey()).get("/orders").expect(200);
    JsonNode both =
        Fixtures.eventually(() -> usage(key), usage -> usage.has("previous_secret_last_used_at"));
    assertThat(both.get("first_used_at")).isEqualTo(current.get("first_used_at"));
  }

  @Test
  void onlyAllowedRequestsAreUse() {
    app(anotherSecret(key.apiKey())).get("/orders").expect(401);
    JsonNode report = Fixtures.eventually(() -> report(key, ""), body -> sum(body, "denied") == 1);
    assertThat(report.get("usage").has("last_used_at")).isFalse();
  }

  @Test
  void aDeletedKeyHasNoUsageToShow() {
    app(key.apiKey()).get("/orders").expect(200);
    Fixtures.eventually(() -> usage(key), usage -> usage.has("last_used_at"));
    engineer().post(key.path() + "/revoke").expect(200);
    assertThat(usage(key).has("last_used_at")).isTrue();
    engineer().delete(key.path()).expect(204);
    engineer().get(key.path() + "/usage").expect(404, "not-found");
    engineer().get(key.path() + "?include=usage").expect(404, "not-found");
  }

  @Test
  void otherParametersAreRefused() {
    assertThat(engineer().get(key.path() + "/usage?days=91").expect(422, "invalid-request").wrong())
        .containsExactly("parameter days");
    assertThat(engineer().get(key.path() + "?include=all").expect(422, "invalid-request").wrong())
        .containsExactly("parameter include");
    assertThat(engineer().get("/v1/keys?include=all").expect(422, "invalid-request").wrong())
        .containsExactly("parameter include");
  }

  private static JsonNode usage(Made key) {
    return engineer().get(key.path() + "?include=usage").expect(200).json().at("/usage");
  }

  private static JsonNode report(Made key, String query) {
    return engineer().get(key.path() + "/usage" + query).expect(200).json();
  }

  private static int sum(JsonNode report, String what) {
    int sum = 0;
    for (JsonNode day : report.get("days")) {
      sum += day.get(what).asInt();
    }
    return sum;
  }

  private static String anotherSecret(String apiKey) {
    KeyText text = KeyText.parse(apiKey, List.of("lk")).orElseThrow();
    return new KeyText("lk", text.keyId(), Secret.draw(new Random(7))).reveal();
  }

  private static Client app(String apiKey) {
    return Fixtures.LATCHKEY.orders().with("X-Api-Key", apiKey);
  }
}
