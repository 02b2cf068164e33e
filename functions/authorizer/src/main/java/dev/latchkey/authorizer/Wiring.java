package dev.latchkey.authorizer;

import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.dynamodb.RehearsalClient;
import dev.latchkey.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the function is made of; the one place that reads the environment and the clock, and makes
 * clients.
 *
 * @param opener opens a way to the table
 * @param rehearsal opens a way to what {@link Rehearsal} finds, without a table
 * @param snapshots takes what has to know when a snapshot is taken, and restored
 */
record Wiring(
    Settings settings,
    Telemetry telemetry,
    InstantSource clock,
    Supplier<Stores> opener,
    Supplier<Stores> rehearsal,
    Consumer<Resource> snapshots) {
  /** How long expired keys stay matters to whoever writes them; here they are only read. */
  private static final int NO_RETENTION = 0;

  /**
   * The function that the environment describes.
   *
   * @throws IllegalArgumentException if a variable has a value that will not do; it is named
   */
  static Wiring ofThisFunction() {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.of(environment);
    InstantSource clock = InstantSource.system();
    return new Wiring(
        settings,
        Telemetry.of(environment, clock),
        clock,
        () -> stores(DynamoDbClients.forAuthorizer(environment, clock), settings.table()),
        () -> stores(rehearsalClient(), settings.table()),
        snapshots(environment));
  }

  /** Where Lambda takes none, to register would load sixty classes for nothing. */
  private static Consumer<Resource> snapshots(Map<String, String> environment) {
    return mayBeCloned(environment) ? Core.getGlobalContext()::register : ignored -> {};
  }

  static boolean mayBeCloned(Map<String, String> environment) {
    return !"on-demand".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /** A client that finds what a rehearsal asks for. */
  static DynamoDbClient rehearsalClient() {
    return RehearsalClient.of(Rehearsal.key(), Rehearsal.dataApi(), Rehearsal.change());
  }

  static Stores stores(DynamoDbClient client, String table) {
    return new Stores(
        new DynamoDbKeyStore(client, table, NO_RETENTION, NO_RETENTION),
        new DynamoDbDataApiStore(client, table, NO_RETENTION),
        client::close);
  }
}
