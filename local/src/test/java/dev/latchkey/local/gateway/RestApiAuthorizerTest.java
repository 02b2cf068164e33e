package dev.latchkey.local.gateway;

import static dev.latchkey.local.gateway.TestStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a REST API asks its authorizers, as AWS documents it. */
final class RestApiAuthorizerTest {
  @RegisterExtension private static final TestStack stack = new TestStack("rest-api.yaml");

  @Test
  void ofTypeTokenSeesOneHeaderAndTheArn() {
    assertThat(stack.get("/token", "Authorization", "allow").statusCode()).isEqualTo(200);
    assertThat(stack.get("/token", "Authorization", "deny").statusCode()).isEqualTo(403);
  }

  @Test
  void isNotAskedForATokenThatDoesNotMatch() {
    assertThat(stack.get("/token", "Authorization", "ALLOW").statusCode()).isEqualTo(401);
  }

  @Test
  void policiesMayNameTheCallsArn() {
    String arn = "arn:aws:execute-api:us-east-1:000000000000:things/live/GET/things/1";
    assertThat(stack.get("/things/1", "Authorization", "allow " + arn).statusCode()).isEqualTo(200);
    assertThat(stack.get("/things/2", "Authorization", "allow " + arn).statusCode()).isEqualTo(403);
  }

  @Test
  void resultsAreReusedForTheSameIdentityAndJudgedAgainForEachCall() {
    String who = "allow arn:aws:execute-api:*:*:things/live/*/cached/a*";
    String first = calls(stack.get("/cached/a1", "Authorization", who));
    assertThat(calls(stack.get("/cached/a2", "Authorization", who))).isEqualTo(first);
    assertThat(stack.get("/cached/b", "Authorization", who).statusCode()).isEqualTo(403);
    assertThat(calls(stack.get("/cached/a1", "Authorization", who + "*"))).isNotEqualTo(first);
  }

  @Test
  void withoutACacheIsAskedEachTime() {
    String first = calls(stack.get("/things", "Authorization", "allow"));
    assertThat(calls(stack.get("/things", "Authorization", "allow"))).isNotEqualTo(first);
  }

  private static String calls(HttpResponse<String> response) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(200);
    return json(response).path("requestContext").path("authorizer").path("calls").asText();
  }

  @Nested
  final class Status401 {
    @Test
    void aMissingIdentityIsRefusedWithoutAskingTheAuthorizer() {
      refused(stack.get("/things"), 401, "Unauthorized", "UnauthorizedException");
      refused(
          stack.get("/things", "Authorization", ""), 401, "Unauthorized", "UnauthorizedException");
    }

    @Test
    void oneOfTwoIdentitySourcesIsNotEnough() {
      assertThat(stack.get("/query", "Authorization", "allow").statusCode()).isEqualTo(401);
      assertThat(stack.get("/query?who=", "Authorization", "allow").statusCode()).isEqualTo(401);
      assertThat(stack.get("/query?who=me", "Authorization", "allow").statusCode()).isEqualTo(200);
    }

    @Test
    void anAuthorizerThatThrowsUnauthorizedRefuses() {
      refused(
          stack.get("/things", "Authorization", "unauthorized"),
          401,
          "Unauthorized",
          "UnauthorizedException");
    }
  }

  @Nested
  final class Status403 {
    @Test
    void aDenyRefuses() {
      refused(
          stack.get("/things", "Authorization", "deny"),
          403,
          "User is not authorized to access this resource with an explicit deny",
          "AccessDeniedException");
    }

    @Test
    void anAllowForSomethingElseRefuses() {
      refused(
          stack.get("/things", "Authorization", "nothing"),
          403,
          "User is not authorized to access this resource",
          "AccessDeniedException");
    }
  }

  @Nested
  final class Status500 {
    @ParameterizedTest
    @ValueSource(strings = {"broken", "malformed", "nested"})
    void anAuthorizerThatFailsLetsNobodyIn(String how) {
      HttpResponse<String> response = stack.get("/things", "Authorization", how);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEqualTo("{\"message\":null}");
      assertThat(response.headers().firstValue("x-amzn-ErrorType"))
          .hasValue("AuthorizerConfigurationException");
    }
  }

  private static void refused(
      HttpResponse<String> response, int status, String message, String errorType) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    assertThat(json(response).path("message").asText()).isEqualTo(message);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue(errorType);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }
}
