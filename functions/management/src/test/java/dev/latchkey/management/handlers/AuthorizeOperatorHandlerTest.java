package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.core.telemetry.UnauthorizedException;
import dev.latchkey.management.auth.TestOidcProvider;
import dev.latchkey.management.auth.TokenBuilder;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeOperatorHandlerTest {
  private static final TestOidcProvider PROVIDER = new TestOidcProvider();
  private static final String API = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/live";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "OIDC_ISSUER", PROVIDER.issuer(),
              "OIDC_AUDIENCES", "other, latchkey",
              "ROLES_CLAIMS", "realm_access.roles",
              "MANAGE_ROLES", "nx1_ask,nx1_engineer",
              "READ_ROLES", "latchkey_auditor"));

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  private AuthorizeOperatorHandler handler() {
    InstantSource clock = InstantSource.fixed(TokenBuilder.NOW);
    Telemetry telemetry =
        new Telemetry("test", clock, () -> new PrintStream(log, true, StandardCharsets.UTF_8));
    return new AuthorizeOperatorHandler(
        new EnvironmentVariables(variables), clock, telemetry, Duration.ofSeconds(20));
  }

  private static AuthorizeOperatorHandler.Event event(String token) {
    AuthorizeOperatorHandler.Event event = new AuthorizeOperatorHandler.Event();
    event.setMethodArn(API + "/POST/v1/keys/4Zq8Rw1TnB7xKd2M/extend");
    event.setHeaders(Map.of("authorization", "Bearer " + token));
    return event;
  }

  private static TokenBuilder draft() {
    return TokenBuilder.of(PROVIDER.issuer());
  }

  @Test
  void anOperatorMayCallTheWholeApiAndIsNamed() {
    IamPolicyResponseV1 response =
        handler().handleRequest(event(draft().signed()), new TestContext("invocation"));

    assertThat(response.getPrincipalId()).isEqualTo("engineer");
    assertThat(response.getContext())
        .isEqualTo(
            Map.of(
                "subject", "engineer",
                "name", "Erin",
                "read_domains", "*",
                "read_roles", "nx1_ask,nx1_engineer,latchkey_auditor",
                "manage_domains", "*",
                "manage_roles", "nx1_ask,nx1_engineer"));
    assertThat(response.getPolicyDocument().get("Version")).isEqualTo("2012-10-17");
    Object[] statements = requireNonNull((Object[]) response.getPolicyDocument().get("Statement"));
    assertThat(statements).hasSize(1);
    Map<?, ?> statement = (Map<?, ?>) statements[0];
    assertThat(statement.get("Effect")).isEqualTo("Allow");
    assertThat(statement.get("Action")).isEqualTo("execute-api:Invoke");
    assertThat((Object[]) statement.get("Resource")).containsExactly(API + "/*");
  }

  @ParameterizedTest
  @CsvSource({
    "nx1_ask, *, *",
    "latchkey_auditor, *, ''",
    "guest, '', ''",
    "nx1_engineer/sales, sales, sales",
    "latchkey_auditor/sales, sales, ''",
    "nx1_ask/sales nx1_engineer/north latchkey_auditor/west, north sales west, north sales",
    "nx1_ask/sales nx1_ask, *, *",
    "latchkey_auditor nx1_ask/sales, *, sales",
    "nx1_ask/sales/eu, '', ''",
    "nx1_ask/Sales, '', ''",
    "nx1_ask/*, '', ''",
    "nx1_ask/, '', ''",
    "nx1_asking/sales, '', ''"
  })
  void rolesBecomeDomains(String roles, String readable, String managed) {
    String token =
        draft().claim("realm_access", Map.of("roles", List.of(roles.split(" ")))).signed();

    assertThat(handler().handleRequest(event(token), new TestContext("invocation")).getContext())
        .containsEntry("read_domains", readable)
        .containsEntry("manage_domains", managed);
  }

  @Test
  void thereMayBeNoRoleThatOnlyReads() {
    variables.remove("READ_ROLES");

    assertThat(
            handler()
                .handleRequest(event(draft().signed()), new TestContext("invocation"))
                .getContext())
        .containsEntry("read_roles", "nx1_ask,nx1_engineer")
        .containsEntry("manage_roles", "nx1_ask,nx1_engineer");
  }

  @Test
  void whoIsNotAcceptableIsUnauthorized() {
    AuthorizeOperatorHandler handler = handler();
    AuthorizeOperatorHandler.Event nothing = event("");
    nothing.setHeaders(null);

    for (AuthorizeOperatorHandler.Event event :
        List.of(nothing, event(""), event("x"), event(draft().claim("aud", "x").signed()))) {
      assertThatThrownBy(() -> handler.handleRequest(event, new TestContext("invocation")))
          .isExactlyInstanceOf(UnauthorizedException.class)
          .hasMessage("Unauthorized")
          .hasNoCause();
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .hasLineCount(4)
        .contains("\"reason\":\"missing\"", "\"malformed\"", "\"audience\"")
        .doesNotContain("eyJ");
  }

  @Test
  void ofTwoTokensNoneCounts() {
    String token = "Bearer " + draft().signed();
    AuthorizeOperatorHandler.Event once = event(draft().signed());
    once.setMultiValueHeaders(Map.of("authorization", List.of(token), "host", List.of("a", "b")));
    AuthorizeOperatorHandler.Event twice = event(draft().signed());
    twice.setMultiValueHeaders(Map.of("authorization", List.of("Bearer x", token)));
    AuthorizeOperatorHandler.Event inTwoCases = event(draft().signed());
    inTwoCases.setHeaders(Map.of("authorization", token, "Authorization", token));
    AuthorizeOperatorHandler handler = handler();

    assertThat(handler.handleRequest(once, new TestContext("invocation")).getPrincipalId())
        .isEqualTo("engineer");
    for (AuthorizeOperatorHandler.Event event : List.of(twice, inTwoCases)) {
      assertThatThrownBy(() -> handler.handleRequest(event, new TestContext("invocation")))
          .isExactlyInstanceOf(UnauthorizedException.class);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"reason\":\"ambiguous\"");
  }

  @Test
  void aProviderThatCannotBeAskedIsAnotherError() {
    PROVIDER.behave(TestOidcProvider.says(500, ""));
    try {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> handler().handleRequest(event(draft().signed()), new TestContext("invocation")))
          .withMessage("The identity provider's keys are unavailable.")
          .withNoCause();
    } finally {
      PROVIDER.behaveWell();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kty':'EC','crv':'P-256','kid':'b'} | b: malformed EC key",
        "{'kty':'RSA','kid':'b','use':'enc','e':'AQAB'} | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'gAAB','e':'AQAB'} | b: RSA with 24 bits, at least 2048 are"
            + " required",
      })
  void anUnusableKeyIsLoggedAndOtherKeysStillVerify(String odd, String logged) {
    try (TestOidcProvider provider = new TestOidcProvider()) {
      provider.publishBeside(odd.replace('\'', '"'));
      variables.put("OIDC_ISSUER", provider.issuer());
      AuthorizeOperatorHandler handler = handler();
      AuthorizeOperatorHandler.Event event = event(TokenBuilder.of(provider.issuer()).signed());

      assertThat(handler.handleRequest(event, new TestContext("invocation")).getPrincipalId())
          .isEqualTo("engineer");
      assertThat(handler.handleRequest(event, new TestContext("invocation")).getPrincipalId())
          .isEqualTo("engineer");
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce(
            "\"level\":\"WARN\",\"function\":\"test\",\"outcome\":\"provider_keys_ignored\",\"detail\":\"%s\""
                .formatted(logged))
        .containsOnlyOnce("provider_keys_ignored")
        .doesNotContain("gAAB");
  }

  @Test
  void audiencesOfTheStageGoBeforeThoseOfTheEnvironment() {
    AuthorizeOperatorHandler.Event event = event(draft().claim("aud", "pool-client").signed());
    event.setStageVariables(Map.of("OIDC_AUDIENCES", "a,pool-client"));
    AuthorizeOperatorHandler.Event before = event(draft().signed());
    before.setStageVariables(Map.of("OIDC_AUDIENCES", "a,pool-client"));

    assertThat(handler().handleRequest(event, new TestContext("invocation")).getPrincipalId())
        .isEqualTo("engineer");
    assertThatThrownBy(() -> handler().handleRequest(before, new TestContext("invocation")))
        .hasMessage("Unauthorized");
  }

  @Test
  void theConsolesClientIsNoAudience() {
    variables.put("OIDC_AUDIENCES", "latchkey, latchkey-console");
    variables.put("CONSOLE_CLIENT_ID", "latchkey-console");

    assertThatIllegalStateException()
        .isThrownBy(this::handler)
        .withMessage(
            "OIDC_AUDIENCES (template parameter OidcAudiences) must not contain the console's client"
                + " ID, the audience of ID tokens.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_aB3",
        "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_aB3"
      })
  void theConsolesClientIsAnAudienceOfCognito(String issuer) {
    variables.put("OIDC_ISSUER", issuer);
    variables.put("OIDC_AUDIENCES", "console");
    variables.put("CONSOLE_CLIENT_ID", "console");

    assertThat(handler()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cognito-idp.eu-central-1.amazonaws.com.evil.example/p",
        "https://evil.example/cognito-idp.eu-central-1.amazonaws.com/p",
        "https://cognito-idp.eu-central-1.amazonaws.com"
      })
  void otherIssuersAreNotCognito(String issuer) {
    variables.put("OIDC_ISSUER", issuer);
    variables.put("OIDC_AUDIENCES", "console");
    variables.put("CONSOLE_CLIENT_ID", "console");

    assertThatIllegalStateException()
        .isThrownBy(this::handler)
        .withMessageContaining("OidcAudiences");
  }

  @Test
  void aSubjectCannotWriteIntoTheAccessLogsJson() {
    AuthorizeOperatorHandler.Event event =
        event(draft().claim("sub", "x\",\"status\":200,\\ 100%").signed());

    var response = handler().handleRequest(event, new TestContext("invocation"));

    assertThat(response.getPrincipalId()).isEqualTo("x%22,%22status%22:200,%5C 100%25");
    assertThat(response.getContext()).containsEntry("subject", "x\",\"status\":200,\\ 100%");
  }

  @Test
  void theLogNamesTheRequestOfARejectedToken() {
    AuthorizeOperatorHandler.Event event = event(draft().claim("aud", "account").signed());
    var context = new APIGatewayCustomAuthorizerEvent.RequestContext();
    context.setRequestId("11111111-2222-3333-4444-555555555555");
    event.setRequestContext(context);

    assertThatThrownBy(() -> handler().handleRequest(event, new TestContext("invocation")))
        .hasMessage("Unauthorized");
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"gateway_request_id\":\"11111111-2222-3333-4444-555555555555\"")
        .contains("\"reason\":\"audience\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "none"})
  void aStageWithoutAudiencesLeavesThoseOfTheEnvironment(String none) {
    AuthorizeOperatorHandler.Event event = event(draft().signed());
    event.setStageVariables(Map.of("OIDC_AUDIENCES", none));

    assertThat(handler().handleRequest(event, new TestContext("invocation")).getPrincipalId())
        .isEqualTo("engineer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ","})
  void withoutAudiencesEveryTokenIsRefused(String audiences) {
    variables.put("OIDC_AUDIENCES", audiences);

    assertThatIllegalStateException()
        .isThrownBy(
            () -> handler().handleRequest(event(draft().signed()), new TestContext("invocation")))
        .withMessageContaining("OIDC_AUDIENCES (template parameter OidcAudiences)");
  }

  @ParameterizedTest
  @CsvSource({
    "OIDC_ISSUER, '', OidcIssuer",
    "OIDC_ISSUER, http://login.example, OidcIssuer",
    "OIDC_ISSUER, not a url, OidcIssuer",
    "MANAGE_ROLES, '', ManageRoles",
    "MANAGE_ROLES, ' , ', ManageRoles",
    "ROLES_CLAIMS, '', RolesClaims",
  })
  void badConfigurationIsRefusedAtStartByName(String name, String value, String parameter) {
    variables.put(name, value);

    assertThatIllegalStateException()
        .isThrownBy(this::handler)
        .withMessageContaining(name)
        .withMessageContaining(parameter);
  }
}
