package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.management.auth.TestOidcProvider;
import dev.latchkey.management.auth.TokenBuilder;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementPrimingTest {
  private static final InstantSource CLOCK = InstantSource.fixed(TokenBuilder.NOW);
  private static final EnvironmentVariables SNAPSHOT = initialized("snap-start");

  private final TestOidcProvider provider = new TestOidcProvider();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Telemetry telemetry =
      new Telemetry("test", CLOCK, () -> new PrintStream(log, true, StandardCharsets.UTF_8));

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void primingRunsOftenBeforeASnapshot() {
    AtomicInteger runs = new AtomicInteger();
    ManagementPriming.beforeSnapshot(SNAPSHOT, () -> runs::incrementAndGet);
    assertThat(runs).hasValue(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"on-demand", "provisioned-concurrency", ""})
  void otherEnvironmentsAreNotPrimed(String initialization) {
    ManagementPriming.beforeSnapshot(
        initialized(initialization),
        () -> {
          throw new AssertionError("No snapshot is taken.");
        });
  }

  @Test
  void aFailureEndsPrimingAndLeavesTheFunctionUsable() {
    AtomicInteger runs = new AtomicInteger();
    ManagementPriming.beforeSnapshot(
        SNAPSHOT,
        () ->
            () -> {
              if (runs.incrementAndGet() == 3) {
                throw new IllegalStateException("The table is unavailable.");
              }
            });
    assertThat(runs).hasValue(3);
  }

  @Test
  void aPrimedListSucceedsAndFindsNothing() {
    ManagementFixture management = new ManagementFixture();
    management.key("orders");
    Map<String, Function<ManagementDependencies, OperatorHandler>> handlers =
        Map.of(
            "/v1/me", GetMeHandler::new,
            "/v1/keys", ListKeysHandler::new,
            "/v1/data-apis", ListDataApisHandler::new);
    handlers.forEach(
        (path, handler) -> {
          var response =
              handler
                  .apply(management.dependencies())
                  .handle(ManagementPriming.request(path), "function", "request");
          assertThat(response.getStatusCode()).as(path).isEqualTo(200);
          assertThat(response.getBody()).as(path).doesNotContain("orders");
        });
  }

  @Test
  void aSnapshotHoldsNoKeysOfTheProviderHoweverLongItIsKept() {
    AuthorizeOperatorHandler handler = authorizer();
    handler.priming().run();
    assertThat(provider.requests).hasValue(2);

    provider.behave(TestOidcProvider.says(500, ""));

    assertThatThrownBy(() -> handler.handleRequest(operator(), new TestContext("invocation")))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("The identity provider's keys are unavailable.");
  }

  @Test
  void aRestoredAuthorizerFetchesTheKeysAndAcceptsOperators() {
    AuthorizeOperatorHandler handler = authorizer();
    Runnable priming = handler.priming();
    priming.run();
    priming.run();
    assertThat(provider.requests).hasValue(2);
    assertThat(log.size()).isZero();

    IamPolicyResponseV1 response = handler.handleRequest(operator(), new TestContext("invocation"));

    assertThat(response.getPrincipalId()).isEqualTo("engineer");
    assertThat(provider.requests).hasValue(4);
  }

  @Test
  void theDailyInvocationIsNeitherARequestNorLogged() {
    APIGatewayProxyRequestEvent ping = new APIGatewayProxyRequestEvent().withHttpMethod("PING");
    ManagementFixture management = new ManagementFixture();
    TestContext context = new TestContext("invocation");

    assertThat(
            new ListKeysHandler(management.dependencies())
                .handleRequest(ping, context)
                .getStatusCode())
        .isEqualTo(204);
    assertThat(management.log()).isEmpty();
    assertThat(console().handleRequest(ping, context).getStatusCode()).isEqualTo(204);
    assertThat(log.size()).isZero();
  }

  @Test
  void theDailyInvocationOfTheAuthorizerAllowsNothing() {
    AuthorizeOperatorHandler.Event ping = new AuthorizeOperatorHandler.Event();
    ping.setType("PING");

    IamPolicyResponseV1 response = authorizer().handleRequest(ping, new TestContext("invocation"));

    assertThat((Object[]) response.getPolicyDocument().get("Statement")).isEmpty();
    assertThat(response.getContext()).isEmpty();
    assertThat(log.size()).isZero();
  }

  private AuthorizeOperatorHandler authorizer() {
    return new AuthorizeOperatorHandler(
        new EnvironmentVariables(
            Map.of(
                "OIDC_ISSUER", provider.issuer(),
                "OIDC_AUDIENCES", "latchkey",
                "ROLES_CLAIMS", "realm_access.roles",
                "MANAGE_ROLES", "nx1_engineer")),
        CLOCK,
        telemetry,
        Duration.ofSeconds(20));
  }

  private ConsoleHandler console() {
    return new ConsoleHandler(
        new EnvironmentVariables(
            Map.of(
                "OIDC_ISSUER", provider.issuer(),
                "CONSOLE_CLIENT_ID", "console",
                "DEFAULT_VALIDITY_DAYS", "365",
                "MAX_VALIDITY_DAYS", "365")),
        CLOCK,
        telemetry);
  }

  private AuthorizeOperatorHandler.Event operator() {
    AuthorizeOperatorHandler.Event event = new AuthorizeOperatorHandler.Event();
    event.setMethodArn("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/live/GET/v1/me");
    event.setMultiValueHeaders(
        Map.of("Authorization", List.of("Bearer " + TokenBuilder.of(provider.issuer()).signed())));
    return event;
  }

  private static EnvironmentVariables initialized(String type) {
    return new EnvironmentVariables(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", type));
  }
}
