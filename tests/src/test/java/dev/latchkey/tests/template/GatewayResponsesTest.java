package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.local.template.Template;
import dev.latchkey.tests.Project;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What API Gateway answers by itself is a problem like all others. */
final class GatewayResponsesTest {
  /**
   * Every type there is.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
   *     response types</a>
   */
  private static final Set<String> TYPES =
      Set.of(
          "ACCESS_DENIED",
          "API_CONFIGURATION_ERROR",
          "AUTHORIZER_CONFIGURATION_ERROR",
          "AUTHORIZER_FAILURE",
          "BAD_REQUEST_PARAMETERS",
          "BAD_REQUEST_BODY",
          "DEFAULT_4XX",
          "DEFAULT_5XX",
          "EXPIRED_TOKEN",
          "INTEGRATION_FAILURE",
          "INTEGRATION_TIMEOUT",
          "INVALID_API_KEY",
          "INVALID_SIGNATURE",
          "MISSING_AUTHENTICATION_TOKEN",
          "QUOTA_EXCEEDED",
          "REQUEST_TOO_LARGE",
          "RESOURCE_NOT_FOUND",
          "THROTTLED",
          "UNAUTHORIZED",
          "UNSUPPORTED_MEDIA_TYPE",
          "WAF_FILTERED");

  private static final Map<?, ?> RESPONSES = responses("template.yaml", "ManagementApi", Map.of());

  @Test
  void noTypeIsLeftOut() {
    assertThat(RESPONSES.keySet()).isEqualTo(TYPES);
  }

  static Stream<String> types() {
    return TYPES.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("types")
  void isAProblemThatIsDocumented(String type) {
    Map<?, ?> response = map(RESPONSES.get(type));
    JsonNode problem =
        StackFunctions.json(
            String.valueOf(map(response.get("ResponseTemplates")).get("application/json")));
    assertThat(problem.get("status").asText())
        .isEqualTo(String.valueOf(response.get("StatusCode")));
    assertThat(problem.get("instance").asText()).isEqualTo("$context.requestId");
    assertThat(problem.get("title").asText()).isNotEmpty();
    assertThat(problem.get("detail").asText()).endsWith(".");
    String slug = problem.get("type").asText().replace("urn:latchkey:problem:", "");
    assertThat(Project.read("docs/problems.md")).containsPattern("(?m)^#+ `?" + slug + "`?$");
  }

  @ParameterizedTest
  @MethodSource("types")
  void carriesTheHeadersOfItsStatus(String type) {
    Map<?, ?> response = map(RESPONSES.get(type));
    Map<?, ?> headers = map(map(response.get("ResponseParameters")).get("Headers"));
    assertThat(headers.get("Content-Type")).isEqualTo("'application/problem+json'");
    assertThat(headers.get("Cache-Control")).isEqualTo("'no-store'");
    String status = String.valueOf(response.get("StatusCode"));
    assertThat(headers.get("WWW-Authenticate") != null).isEqualTo(status.equals("401"));
    assertThat(headers.get("Retry-After") != null).isEqualTo(status.matches("429|503"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void theExampleRefusesWithTheSameStatus(String type) {
    Map<?, ?> example =
        responses(
            "examples/orders-data-api/template.yaml",
            "OrdersApi",
            Map.of("AuthorizerFunctionArn", "arn"));
    String status = String.valueOf(map(RESPONSES.get(type)).get("StatusCode"));
    assertThat(status.startsWith("5") || example.get(type) != null || status.equals("404"))
        .as("DEFAULT_4XX is 404")
        .isTrue();
    if (example.get(type) != null) {
      assertThat(String.valueOf(map(example.get(type)).get("StatusCode"))).isEqualTo(status);
    }
  }

  private static Map<?, ?> responses(String file, String api, Map<String, String> parameters) {
    return map(
        Objects.requireNonNull(
                Template.load(Project.path(file), "latchkey", parameters)
                    .resources("AWS::Serverless::Api")
                    .get(api))
            .get("GatewayResponses"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }
}
