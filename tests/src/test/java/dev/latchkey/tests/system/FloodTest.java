package dev.latchkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.gateway.Stack;
import dev.latchkey.local.gateway.StackDefinition;
import dev.latchkey.local.lambda.FunctionRegistry;
import dev.latchkey.local.template.Api;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import dev.latchkey.tests.dynamodb.MarkedPackages;
import dev.latchkey.tests.system.Fixtures.Made;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Revoking a key while garbage floods the management API: ten times the requests of a second are in
 * flight, and the limits are those that the template deploys.
 */
final class FloodTest {
  private static final int TIMES = 10;
  private static final int ATTEMPTS = 20;
  private static final Duration IN_TIME = Duration.ofSeconds(5);
  private static final String REVOKE = "/v1/keys/{key_id}/revoke";
  private static final List<String> OTHER_METHODS =
      List.of("GET /v1/keys", "POST /v1/keys", "GET /v1/me", "GET /v1/data-apis", "GET /v1/health");

  private static final Template TEMPLATE =
      Template.load(
          MarkedPackages.template(),
          "latchkey",
          Map.of("OidcIssuer", Fixtures.LATCHKEY.issuer().toString(), "OidcAudiences", "latchkey"));

  private Stack stack;

  @BeforeEach
  void startWithDeployedLimits() {
    stack =
        Stack.start(
            new StackDefinition(
                TEMPLATE,
                new FunctionRegistry(),
                Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    Fixtures.LATCHKEY.dynamoDb().endpoint().toString()),
                0,
                null,
                line -> {}));
    Made key = Fixtures.key();
    Fixtures.eventually(() -> operator().get("/v1/keys"), reply -> reply.status() == 200);
    Fixtures.eventually(
        () -> operator().post(key.path() + "/revoke"), reply -> reply.status() == 200);
  }

  @AfterEach
  void stop() {
    stack.close();
  }

  @Test
  void onOtherMethodsDoesNotStopARevocation() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    try (Flood flood = flood(OTHER_METHODS)) {
      Instant begin = Instant.now();
      RecordedResponse reply = operator().post(key.path() + "/revoke");
      for (int attempt = 1; attempt < ATTEMPTS && reply.status() != 200; attempt++) {
        assertThat(reply.status()).as("the status while others are throttled").isNotEqualTo(429);
        reply = operator().post(key.path() + "/revoke");
      }
      assertThat(reply.expect(200).text("status")).isEqualTo("revoked");
      assertThat(Duration.between(begin, Instant.now())).isLessThan(IN_TIME);
      assertThat(flood.responses(429)).isPositive();
    }
    app(key).get("/orders").expect(401);
  }

  @Test
  void onTheRevocationItselfIsPassedByInvokingTheFunction() {
    Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    String event = Project.read("events/revoke-key/break-glass.json");
    assertThat(event).contains("BreakGlass000000").doesNotContain("requestId");
    try (Flood flood = flood(List.of("POST " + key.path() + "/revoke"))) {
      Instant begin = Instant.now();
      byte[] answer =
          stack
              .invoke(
                  "RevokeKeyFunction",
                  event.replace("BreakGlass000000", key.keyId()).getBytes(StandardCharsets.UTF_8))
              .payload();
      assertThat(Duration.between(begin, Instant.now())).isLessThan(IN_TIME);
      assertThat(new String(answer, StandardCharsets.UTF_8))
          .contains("\"statusCode\":200", "\\\"status\\\":\\\"revoked\\\"");
      assertThat(flood.responses(429)).isPositive();
    }
    app(key).get("/orders").expect(401);
    assertThat(key.seen().expect(200).text("revoked_by")).isEqualTo("Kim, on call");
  }

  @Test
  void onSelfServiceDoesNotStopOperators() {
    for (String call : List.of("GET /v1/key", "HEAD /v1/key", "POST /v1/key/revoke")) {
      try (Flood flood = flood(List.of(call))) {
        assertThat(throttled()).as("operators' requests, during %s", call).isZero();
        assertThat(flood.responses(429)).isPositive();
      }
    }
  }

  /** How many of some requests of an operator are throttled. */
  private long throttled() {
    return IntStream.range(0, TIMES)
        .map(i -> operator().get("/v1/me").status())
        .filter(status -> status == 429)
        .count();
  }

  /** A flood that has used up the tokens. */
  private Flood flood(List<String> targets) {
    Api.Limits limits =
        Objects.requireNonNull(TEMPLATE.api().orElseThrow().limits().get(limit(targets)));
    Flood flood = new Flood(stack.url(), TIMES * limits.rate(), targets);
    Fixtures.eventually(() -> flood.responses(429), throttled -> throttled > TIMES * limits.rate());
    return flood;
  }

  private static String limit(List<String> targets) {
    if (targets.equals(OTHER_METHODS)) {
      return Api.OTHER_ROUTES;
    }
    return targets.get(0).contains("/v1/keys/") ? "POST " + REVOKE : targets.get(0);
  }

  private Client operator() {
    return Fixtures.LATCHKEY
        .at(stack.url())
        .with("Authorization", "Bearer " + Fixtures.LATCHKEY.token("engineer"));
  }

  private static Client app(Made key) {
    return Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
  }
}
