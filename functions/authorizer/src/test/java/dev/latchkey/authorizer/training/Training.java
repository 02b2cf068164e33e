package dev.latchkey.authorizer.training;

import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the authorizer in Lambda's runtime client for a while: requests that are allowed, and
 * requests that are refused, against a table of one key. Started with the function's own start
 * command and told where to write it, its JVM leaves an ahead-of-time cache behind when it ends.
 */
public final class Training {
  private static final int ROUNDS = 500;
  private static final int PATIENCE_SECONDS = 60;

  private Training() {}

  /**
   * Trains the function that a command starts.
   *
   * @param command the function's start command
   */
  public static void main(String... command) throws IOException, InterruptedException {
    OneKey key = OneKey.draw();
    try (TableStub table = new TableStub(key.items());
        RuntimeApi runtime = new RuntimeApi()) {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().putAll(environment(runtime, table));
      Process function = builder.start();
      for (int round = 0; round < ROUNDS; round++) {
        expect("\"Allow\"", runtime.invoke(OneKey.event(key.text())).body());
        expect("Unauthorized", runtime.invoke(OneKey.event(OneKey.draw().text())).body());
        expect("Unauthorized", runtime.invoke(OneKey.event("garbage")).body());
      }
      function.destroy();
      if (!function.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The function did not end.");
      }
    }
  }

  private static Map<String, String> environment(RuntimeApi runtime, TableStub table) {
    return Map.of(
        "AWS_LAMBDA_RUNTIME_API", runtime.address(),
        "AWS_LAMBDA_FUNCTION_NAME", "training",
        "AWS_ENDPOINT_URL_DYNAMODB", table.endpoint(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "training",
        "AWS_SECRET_ACCESS_KEY", "training",
        "TABLE_NAME", "training");
  }

  private static void expect(String part, String answer) {
    if (!answer.contains(part)) {
      throw new IllegalStateException("Expected " + part + ", and the answer was " + answer);
    }
  }
}
