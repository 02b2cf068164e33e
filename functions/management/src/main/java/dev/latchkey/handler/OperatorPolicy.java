package dev.latchkey.handler;

import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.latchkey.key.Operator;
import dev.latchkey.key.Permission;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answer of the authorizer of operators. */
final class OperatorPolicy {
  private OperatorPolicy() {}

  /**
   * Opens the whole API to an operator, and tells its handlers who it is and what it may do.
   *
   * @param methodArn the called method, {@code arn:…:api/stage/METHOD/path}
   */
  static IamPolicyResponseV1 allow(Operator operator, String methodArn) {
    return IamPolicyResponseV1.builder()
        .withPrincipalId(operator.actor().subject())
        .withPolicyDocument(
            IamPolicyResponseV1.PolicyDocument.builder()
                .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                .withStatement(List.of(IamPolicyResponseV1.allowStatement(whole(methodArn))))
                .build())
        .withContext(
            Map.of(
                "subject", operator.actor().subject(),
                "name", operator.actor().name(),
                "permissions", permissions(operator)))
        .build();
  }

  private static String permissions(Operator operator) {
    return operator.permissions().stream()
        .sorted()
        .map(Permission::word)
        .collect(Collectors.joining(" "));
  }

  private static String whole(String methodArn) {
    String[] parts = methodArn.split("/", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("Not the ARN of a method: " + methodArn);
    }
    return parts[0] + "/" + parts[1] + "/*";
  }
}
