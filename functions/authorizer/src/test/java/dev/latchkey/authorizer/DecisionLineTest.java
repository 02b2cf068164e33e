package dev.latchkey.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.testing.Seed;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NOW = Instant.parse("2026-03-04T05:06:07.089Z").toEpochMilli();
  private static final String REQUEST_ID = "8f0c2a6e-1d3b-4c5a-9e7f-0a1b2c3d4e5f";

  @Test
  void aDenialOfUsualLengthHasEveryField() {
    assertThat(
            DecisionLine.of(
                denied("orders-data-api", "GET /orders/{order_id}", "JKJaXmPLvHcESHA="), NOW))
        .hasToString(
            "{\"timestamp\":\"2026-03-04T05:06:07.089Z\",\"level\":\"INFO\",\"outcome\":\"denied\","
                + "\"reason\":\"route\",\"request_id\":\"8f0c2a6e-1d3b-4c5a-9e7f-0a1b2c3d4e5f\","
                + "\"key_id\":\"4Zq8Rw1TnB7xKd2M\",\"extended_request_id\":\"JKJaXmPLvHcESHA=\","
                + "\"data_api_id\":\"orders-data-api\",\"route\":\"GET /orders/{order_id}\"}");
  }

  @Test
  void withoutAnExtendedIdTheGatewaysIdIsNamed() throws IOException {
    JsonNode line = parsed(denied("orders", "GET /orders", null));
    assertThat(line.get("gateway_request_id").asText()).isEqualTo("gateway-request");
    assertThat(line.has("extended_request_id")).isFalse();
  }

  @Test
  void theRouteIsCutAndWhatDoesNotFitIsLeftOut() throws IOException {
    JsonNode cut = parsed(denied("d".repeat(40), "GET /" + "r".repeat(500), "JKJaXmPLvHcESHA="));
    assertThat(cut.get("data_api_id").asText()).hasSize(40);
    assertThat(cut.get("route").asText()).startsWith("GET /r").hasSizeLessThan(60);
    JsonNode left = parsed(denied("d".repeat(100), "GET /orders", "JKJaXmPLvHcESHA="));
    assertThat(left.has("data_api_id")).isFalse();
    assertThat(left.get("route").asText()).isEqualTo("GET /orders");
  }

  @Test
  void noDenialIsLongerThan300BytesWhateverItHolds() throws IOException {
    long seed = Seed.of(DecisionLineTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Decision decision =
          denied(text(random), text(random), random.nextBoolean() ? text(random) : null);
      String line = DecisionLine.of(decision, NOW) + "\n";
      assertThat(line.length())
          .as("seed %d, round %d: %s", seed, round, line)
          .isLessThanOrEqualTo(300);
      assertThat(JSON.readTree(line).get("key_id").asText()).isEqualTo("4Zq8Rw1TnB7xKd2M");
    }
  }

  @Test
  void aFailureSaysWhatFailedInFull() throws IOException {
    Decision decision = new Decision(REQUEST_ID);
    decision.failed(Counter.STORE_ERRORS, "unavailable");
    decision.exception = "x".repeat(9_000);
    decision.nanoseconds = 850_123_999;
    JsonNode line = parsed(decision);
    assertThat(line.get("level").asText()).isEqualTo("ERROR");
    assertThat(line.get("cause").asText()).isEqualTo("table");
    assertThat(line.get("exception").asText()).hasSize(8_192);
    assertThat(line.get("milliseconds").asDouble()).isEqualTo(850.124);
    decision.failed(Counter.FAILED, "internal");
    assertThat(parsed(decision).get("cause").asText()).isEqualTo("function");
  }

  @Test
  void aPingIsNoDecision() {
    assertThat(DecisionLine.of(new Decision("r"), NOW))
        .hasToString(
            "{\"timestamp\":\"2026-03-04T05:06:07.089Z\",\"level\":\"INFO\",\"request_id\":\"r\",\"event\":\"ping\"}");
  }

  private static Decision denied(String dataApiId, String route, @Nullable String extendedId) {
    Decision decision = new Decision(REQUEST_ID);
    decision.keyId = "4Zq8Rw1TnB7xKd2M";
    decision.dataApiId = dataApiId;
    decision.secret = SecretVersion.CURRENT;
    decision.event =
        new AuthorizerEvent(
            AuthorizerEvent.Format.REST,
            MethodArn.parse(SampleEvents.ORDERS),
            new Credential.None(),
            null,
            false,
            route,
            "gateway-request",
            extendedId);
    decision.denied("route");
    return decision;
  }

  private static JsonNode parsed(Decision decision) throws IOException {
    return JSON.readTree(DecisionLine.of(decision, NOW).toString());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(120);
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextBoolean() ? 'a' : random.nextInt(0x10000)));
    }
    return text.toString();
  }
}
