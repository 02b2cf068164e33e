package dev.latchkey.management.cloudformation;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.StackResource;
import dev.latchkey.management.http.Problems;
import dev.latchkey.management.json.JsonObject;
import dev.latchkey.management.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A response to CloudFormation. It contains IDs only: attributes can be read in templates, stacks
 * and their events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom
 *     resource response objects</a>
 */
public final class ResourceResponse {
  /** CloudFormation's limit on a response is 4,096 bytes. The other members have at most 2,000. */
  private static final int MAX_REASON = 2_000;

  private ResourceResponse() {}

  /** Returns the response after a resource was created or updated. */
  public static byte[] done(ResourceEvent event, StackResource resource) {
    return bytes(
        response(event, "SUCCESS", true)
            .with(
                "Data",
                new JsonObject()
                    .with("DataApiId", resource.dataApiId())
                    .with("KeyId", resource.keyId().value())));
  }

  /** Returns the response after a resource was deleted. */
  public static byte[] deleted(ResourceEvent event) {
    return bytes(response(event, "SUCCESS", true));
  }

  /** Returns the response to a request that was refused. The reason names the property. */
  public static byte[] refused(ResourceEvent event, RequestException refusal) {
    return bytes(response(event, "FAILED", false).with("Reason", shortened(reason(refusal))));
  }

  private static JsonObject response(ResourceEvent event, String status, boolean isDone) {
    return new JsonObject()
        .with("Status", status)
        .with("PhysicalResourceId", event.physicalId(isDone))
        .with("StackId", event.stackId())
        .with("RequestId", event.requestId())
        .with("LogicalResourceId", event.logicalId());
  }

  private static String reason(RequestException refusal) {
    if (!refusal.errors().isEmpty()) {
      return refusal.errors().stream()
          .map(ResourceResponse::sentence)
          .collect(Collectors.joining(" "));
    }
    String detail = Problems.detail(refusal);
    return switch (refusal.reason()) {
      case FORBIDDEN -> "Domain must be one of the parameter ProvisionDomains of Latchkey's stack.";
      case NOT_FOUND ->
          "The resource no longer exists. Remove it from the template and add it again.";
      case IDEMPOTENCY_KEY_SPENT -> "The resource was deleted after this request.";
      case DATA_API_EXISTS, DATA_API_IN_USE -> "DataApiId: " + detail;
      case ROUTE_TAKEN ->
          "Routes: Another data API has a route that overlaps one of these. Choose other routes.";
      case NOT_DELIVERED -> "SecretArn: The secret did not accept the key.";
      case KEY_EXPIRED -> "ValidityDays: " + detail;
      default -> detail;
    };
  }

  private static String sentence(FieldError error) {
    String detail = error.detail().replace("field of this request", "property of this resource");
    return ResourceProperties.path(error.name()) + " " + detail + ".";
  }

  private static String shortened(String reason) {
    String text = reason;
    while (JsonText.of(text).getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
      int end = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) * 9 / 10);
      text = text.substring(0, end - 1).stripTrailing() + "…";
    }
    return text;
  }

  private static byte[] bytes(JsonObject response) {
    return JsonText.of(response).getBytes(StandardCharsets.UTF_8);
  }
}
