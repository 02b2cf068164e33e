package dev.latchkey.tests.local;

import dev.latchkey.local.gateway.AuthorizerResult;
import dev.latchkey.local.gateway.AuthorizerResultCache;
import dev.latchkey.local.gateway.GatewayJson;
import dev.latchkey.local.gateway.Policy;
import dev.latchkey.local.template.Api.Authorizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does with an authorizer's answers: keeps them by identity for some seconds, or
 * not at all, and evaluates the policy for each call. Its clock can be moved.
 */
public final class AuthorizerCache {
  private final Authorizer authorizer;
  private final AuthorizerResultCache verdicts;

  /**
   * @param life how long an answer is kept; zero keeps none
   * @param nanoTime a clock in nanoseconds, from any origin
   */
  public AuthorizerCache(Duration life, LongSupplier nanoTime) {
    authorizer =
        new Authorizer(
            "attacked", "none", null, null, List.of(), (int) life.toSeconds(), "2.0", false);
    verdicts = new AuthorizerResultCache(nanoTime);
  }

  /** Whether a call from {@code 192.0.2.1} passes. */
  public boolean passes(String identity, String arn, Supplier<byte @Nullable []> ask) {
    return passes(identity, arn, "192.0.2.1", ask);
  }

  /**
   * Whether a call passes.
   *
   * @param identity by what answers are kept
   * @param arn what is called
   * @param sourceIp the client's address
   * @param ask asks the authorizer; nothing where it says {@code Unauthorized}, which is not kept
   */
  public boolean passes(
      String identity, String arn, String sourceIp, Supplier<byte @Nullable []> ask) {
    AuthorizerResult verdict = verdicts.find(authorizer, List.of(identity));
    if (verdict == null) {
      byte[] answer = ask.get();
      if (answer == null) {
        return false;
      }
      verdict = AuthorizerResult.read(Objects.requireNonNull(GatewayJson.read(answer)), false);
      verdicts.keep(authorizer, List.of(identity), verdict);
    }
    return verdict.policy().decide(arn, Map.of("aws:SourceIp", sourceIp)) == Policy.Decision.ALLOW;
  }
}
