package dev.latchkey.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.Project;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Access logs hold nothing that a caller words freely but by its route: somebody may put a whole
 * API key into a path, a query or a header.
 */
final class AccessLogsTest {
  static final List<String> FILES =
      List.of(
          "template.yaml",
          "examples/orders-data-api/template.yaml",
          "examples/orders-data-api/http-api.yaml",
          "examples/terraform/main.tf",
          "examples/cdk/src/main/java/dev/latchkey/example/cdk/OrdersStack.java");

  @ParameterizedTest
  @FieldSource("FILES")
  void thePathThatWasCalledIsNotInThem(String file) {
    assertThat(Project.read(file))
        .doesNotContain("$context.path", "$context.identity.userAgent", "$context.protocol");
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void theRequestIdThatNoClientCanSetIsInThem(String file) {
    assertThat(Project.read(file).replace("\\", ""))
        .contains("\"extended_request_id\":\"$context.extendedRequestId\"");
  }
}
