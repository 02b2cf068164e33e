package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.latchkey.core.application.RotateSecret;
import dev.latchkey.core.application.RotateSecret.Step;
import dev.latchkey.core.telemetry.Counter;
import dev.latchkey.core.telemetry.LogLine;
import dev.latchkey.core.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rotates a key for Secrets Manager, which invokes it for each of four steps and repeats a rotation
 * that fails.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Lambda
 *     rotation functions</a>
 */
public final class RotateSecretHandler
    implements RequestHandler<Map<String, Object>, @Nullable Void> {
  private final RotateSecret rotate;
  private final InstantSource clock;
  private final Telemetry telemetry;

  public RotateSecretHandler() {
    this(
        ManagementDependencies.shared(),
        ManagementSettings.rotationGraceHours(ManagementDependencies.environment()));
  }

  RotateSecretHandler(ManagementDependencies dependencies, int graceHours) {
    this.rotate =
        new RotateSecret(
            dependencies.stores().keys(),
            dependencies.vault(),
            dependencies.keyMaker(),
            graceHours);
    this.clock = dependencies.clock();
    this.telemetry = dependencies.telemetry();
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, Context context) {
    long start = System.nanoTime();
    LogLine line = telemetry.line(context.getFunctionName(), context.getAwsRequestId());
    try {
      String step = text(event, "Step");
      String secretArn = text(event, "SecretId");
      line.with("step", step).with("secret_arn", secretArn);
      rotate.perform(
          Step.parse(step).orElseThrow(() -> new IllegalArgumentException("Unknown Step.")),
          secretArn,
          text(event, "ClientRequestToken"),
          clock.instant());
      return null;
    } catch (RuntimeException e) {
      line.failure(e).count(Counter.BATCH_ERRORS);
      throw e;
    } finally {
      telemetry.write(line.took(System.nanoTime() - start));
    }
  }

  private static String text(Map<String, Object> event, String name) {
    if (event.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("The event has no " + name + ".");
  }
}
