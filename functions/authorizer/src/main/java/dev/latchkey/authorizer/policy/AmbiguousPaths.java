package dev.latchkey.authorizer.policy;

import dev.latchkey.authorizer.event.MethodArn;
import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.telemetry.JsonBuffer;
import java.util.List;

/**
 * Ambiguous paths (see {@link ApiRequest#hasAmbiguousPath}) as resources of a policy. API Gateway
 * applies a cached policy to later requests, so the policy has to deny ambiguous paths itself.
 *
 * <p>In a resource, {@code *} matches any characters, including slashes and none at all. A leading
 * {@code *} covers the API's ID, the stage, the method and the beginning of the path. The first
 * three cannot be empty or contain a dot, a backslash or {@code %}, so no pattern matches outside
 * the path. Matching is case-sensitive, so each case of an encoded character needs its own pattern.
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

  /** Adds the resources to an array. They cover all APIs of the same account and Region. */
  public static void write(JsonBuffer json, MethodArn requested) {
    for (String resource : RESOURCES) {
      json.string(requested.scope(), resource);
    }
  }
}
