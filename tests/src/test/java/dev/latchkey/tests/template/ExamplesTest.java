package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example of a data API has what people should copy with it. */
final class ExamplesTest {
  private static final String SAM = "examples/orders-data-api/template.yaml";
  private static final String HTTP_API = "examples/orders-data-api/http-api.yaml";
  private static final String TERRAFORM = "examples/terraform/main.tf";
  private static final String CDK =
      "examples/cdk/src/main/java/dev/latchkey/example/cdk/OrdersStack.java";

  @ParameterizedTest
  @ValueSource(strings = {SAM, HTTP_API, TERRAFORM, CDK})
  void alarmsOnRequestsThatTheAuthorizerDidNotSee(String example) {
    String handler =
        Project.read(
            "examples/orders-data-api/src/main/java/dev/latchkey/example/MissingContext.java");
    for (String word : new String[] {"DataApi", "no_authorizer_context"}) {
      assertThat(handler).contains('"' + word + '"');
      assertThat(Project.read(example)).containsPattern("\\b" + word + "\\b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SAM, HTTP_API, TERRAFORM, CDK})
  void isThrottledAndWritesAnAccessLog(String example) {
    assertThat(Project.read(example))
        .containsPattern(Pattern.compile("throttling_?rate_?limit", Pattern.CASE_INSENSITIVE))
        .containsPattern(Pattern.compile("throttling_?burst_?limit", Pattern.CASE_INSENSITIVE))
        .contains("$context.identity.sourceIp", "$context.status", "$context.authorizer.")
        .contains("$context.extendedRequestId");
  }

  @ParameterizedTest
  @ValueSource(strings = {SAM, TERRAFORM, CDK})
  void takesTls12OrNewer(String restApi) {
    assertThat(Project.read(restApi)).contains("SecurityPolicy_TLS13_1_2_2021_06", "STRICT");
  }

  @ParameterizedTest
  @ValueSource(strings = {SAM, HTTP_API, TERRAFORM, CDK})
  void leavesThePermissionToLatchkeysStack(String example) {
    assertThat(Project.read(example))
        .doesNotContain("EnableFunctionDefaultPermissions: true", "/authorizers/")
        .containsAnyOf(
            "DisableFunctionDefaultPermissions: true",
            "EnableFunctionDefaultPermissions: false",
            ".sameEnvironment(!isPermitted)",
            "so there is none here");
  }
}
