package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.List;

/**
 * The paths of {@link ApiRequest#hasAmbiguousPath} as resources of a policy. API Gateway judges
 * later calls by a policy that it keeps, so the policy has to deny them too.
 *
 * <p>In a resource {@code *} stands for any characters, slashes too, and for none. A {@code *} in
 * front is the API's id, stage, method and the beginning of the path. None of the first three can
 * be empty or contain a dot, a backslash or {@code %}, so no pattern matches outside the path.
 * Matching is case-sensitive: each case of an encoded character is a pattern of its own.
 */
public final class AmbiguousPaths {
  private static final List<String> RESOURCES =
      List.of(
          "*//*",
          "*/.",
          "*/./*",
          "*/.;*",
          "*/.%3b*",
          "*/.%3B*",
          "*/..",
          "*/../*",
          "*/..;*",
          "*/..%3b*",
          "*/..%3B*",
          "*\\*",
          "*%2e*",
          "*%2E*",
          "*%2f*",
          "*%2F*",
          "*%5c*",
          "*%5C*");

  private AmbiguousPaths() {}

  /** Adds the resources to an array. They are the same on all APIs of the called one's account. */
  public static void write(JsonBuffer json, MethodArn called) {
    for (String resource : RESOURCES) {
      json.string(called.scope(), resource);
    }
  }
}
