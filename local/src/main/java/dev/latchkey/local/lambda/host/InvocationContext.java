package dev.latchkey.local.lambda.host;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a function learns of its call. */
final class InvocationContext implements Context {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final FunctionSetup setup;
  private final String requestId;
  private final long started = System.nanoTime();

  InvocationContext(FunctionSetup setup, String requestId) {
    this.setup = setup;
    this.requestId = requestId;
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + setup.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return setup.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return setup.arn();
  }

  @Override
  @SuppressWarnings("NullAway") // As in the runtime: null where there is none.
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long passed = (System.nanoTime() - started) / NANOS_PER_MILLI;
    return (int) Math.max(0, setup.timeoutMillis() - passed);
  }

  @Override
  public int getMemoryLimitInMB() {
    return setup.memory();
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        System.out.println(message.stripTrailing());
      }

      @Override
      public void log(byte[] message) {
        log(new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
