package dev.latchkey.authorizer;

import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.dynamodb.RehearsalClient;
import dev.latchkey.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the function is made of; the one place that reads the environment and the clock, and makes
 * clients.
 *
 * @param opener opens a way to the table
 * @param rehearsal opens a way to what {@link Rehearsal} finds, without a table
 */
record Wiring(
    Settings settings,
    Telemetry telemetry,
    InstantSource clock,
    Supplier<Stores> opener,
    Supplier<Stores> rehearsal) {
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
        () -> stores(DynamoDbClients.forAuthorizer(environment), settings.table()),
        () -> stores(rehearsalClient(), settings.table()));
  }

  /** A client that finds what a rehearsal asks for. */
  static DynamoDbClient rehearsalClient() {
    return RehearsalClient.of(Rehearsal.key(), Rehearsal.dataApi(), Rehearsal.change());
  }

  static Stores stores(DynamoDbClient client, String table) {
    return new Stores(
        new DynamoDbKeyStore(client, table, NO_RETENTION),
        new DynamoDbDataApiStore(client, table, NO_RETENTION),
        client::close);
  }
}
