package dev.latchkey.handler;

import dev.latchkey.http.DataApiRequests;
import dev.latchkey.http.KeyRequests;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.KeyStore;
import dev.latchkey.telemetry.Telemetry;
import dev.latchkey.usecase.KeyMaker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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
  private static @Nullable Wiring shared;

  /**
   * The wiring of this execution environment.
   *
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  static synchronized Wiring shared() {
    if (shared == null) {
      shared = of(new Environment(System.getenv()));
    }
    return shared;
  }

  static Wiring of(Environment environment) {
    InstantSource clock = InstantSource.system();
    Stores stores = Stores.of(environment);
    return new Wiring(
        Settings.of(environment),
        clock,
        new SecureRandom(),
        Telemetry.of(environment.variables(), clock),
        stores.keys(),
        stores.dataApis(),
        stores.events());
  }

  /** The telemetry of handlers that need nothing else. */
  static Telemetry telemetryOfEnvironment() {
    return Telemetry.of(System.getenv(), InstantSource.system());
  }

  Edge edge() {
    return new Edge(telemetry);
  }

  KeyMaker keyMaker() {
    return new KeyMaker(random, settings.keyPrefix(), settings.limits());
  }

  KeyRequests keyRequests() {
    return new KeyRequests(settings.limits());
  }

  DataApiRequests dataApiRequests() {
    return new DataApiRequests(settings.limits());
  }
}
