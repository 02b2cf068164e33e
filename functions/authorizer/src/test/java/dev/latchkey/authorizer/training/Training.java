package dev.latchkey.authorizer.training;

import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the authorizer in Lambda's runtime client with allowed and refused requests, against a table
 * with one key. The JVM runs with the function's start command and an option that makes it write an
 * ahead-of-time cache when it exits.
 */
public final class Training {
  private static final int ROUNDS = 500;
  private static final int PATIENCE_SECONDS = 60;

  private Training() {}

  /**
   * Runs the training with the function's start command.
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
        "TABLE_NAME", "training",
        "DATA_API_CACHE_SECONDS", "1");
  }

  private static void expect(String part, String response) {
    if (!response.contains(part)) {
      throw new IllegalStateException("Expected " + part + ", and the answer was " + response);
    }
  }
}
