package dev.latchkey.handler;

import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbEventStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.KeyStore;
import dev.latchkey.telemetry.Telemetry;
import dev.latchkey.usecase.KeyMaker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What handlers are made of: the one place where clock, randomness, environment and clients are
 * made. All handlers of one execution environment share it.
 */
record Wiring(
    Settings settings,
    InstantSource clock,
    RandomGenerator random,
    Telemetry telemetry,
    KeyStore keys,
    DataApiStore dataApis,
    EventStore events) {
  private static final int A_CENTURY = 36_500;

  private static @Nullable Wiring shared;

  /**
   * The wiring of this execution environment.
   *
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  static synchronized Wiring shared() {
    if (shared == null) {
      shared = of(environment());
    }
    return shared;
  }

  static Wiring of(Environment environment) {
    Settings settings = Settings.of(environment);
    String table = environment.required("TABLE_NAME");
    int retentionDays = environment.number("RETENTION_DAYS", 0, A_CENTURY);
    int eventRetentionDays = environment.number("EVENT_RETENTION_DAYS", 1, A_CENTURY);
    DynamoDbClient client = DynamoDbClients.forManagement(System.getenv());
    return new Wiring(
        settings,
        clockOfSystem(),
        new SecureRandom(),
        telemetryOfEnvironment(),
        new DynamoDbKeyStore(client, table, retentionDays, eventRetentionDays),
        new DynamoDbDataApiStore(client, table, retentionDays),
        new DynamoDbEventStore(client, table, eventRetentionDays));
  }

  /** The variables that the function was started with. */
  static Environment environment() {
    return new Environment(System.getenv());
  }

  /** The clock of the machine. */
  static InstantSource clockOfSystem() {
    return InstantSource.system();
  }

  /** The telemetry of the function. */
  static Telemetry telemetryOfEnvironment() {
    return Telemetry.of(System.getenv(), clockOfSystem());
  }

  Edge edge() {
    return new Edge(telemetry);
  }

  KeyMaker keyMaker() {
    return new KeyMaker(random, settings.keyPrefix(), settings.limits());
  }
}
