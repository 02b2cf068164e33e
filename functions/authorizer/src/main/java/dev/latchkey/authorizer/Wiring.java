package dev.latchkey.authorizer;

import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbKeyReader;
import dev.latchkey.dynamodb.GetItemClient;
import dev.latchkey.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/**
 * The function's dependencies; the one place that reads the environment and the clock, and creates
 * clients.
 *
 * @param opener opens a connection to the table
 * @param priming creates what primes the function
 * @param snapshots registers what has to know when a snapshot is taken and restored
 */
record Wiring(
    Settings settings,
    Telemetry telemetry,
    InstantSource clock,
    Supplier<Connection> opener,
    Supplier<Priming> priming,
    Consumer<Resource> snapshots) {

  /**
   * The function that the environment describes.
   *
   * @throws IllegalArgumentException naming a variable that has an unusable value
   */
  static Wiring ofThisFunction() {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.of(environment);
    InstantSource clock = InstantSource.system();
    return new Wiring(
        settings,
        Telemetry.of(environment, clock),
        clock,
        () -> open(DynamoDbClients.forAuthorizer(environment, clock, settings.table())),
        Priming::new,
        snapshots(environment));
  }

  /** Without SnapStart, registering would load sixty classes for nothing. */
  private static Consumer<Resource> snapshots(Map<String, String> environment) {
    return mayBeCloned(environment) ? Core.getGlobalContext()::register : ignored -> {};
  }

  static boolean mayBeCloned(Map<String, String> environment) {
    return !"on-demand".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  private static Connection open(GetItemClient client) {
    return new Connection(new DynamoDbKeyReader(client), client::close);
  }
}
