package dev.latchkey.authorizer.handlers;

import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.authorizer.dynamodb.DynamoDbKeyReader;
import dev.latchkey.authorizer.dynamodb.GetItemClient;
import dev.latchkey.authorizer.dynamodb.GetItemClients;
import dev.latchkey.authorizer.snapshot.Priming;
import dev.latchkey.authorizer.snapshot.TableConnection;
import dev.latchkey.core.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;

/**
 * The function's dependencies. This is the only class that reads the environment and the clock and
 * creates clients.
 *
 * @param opener opens a connection to the table
 * @param priming creates what primes the function
 * @param snapshots registers a resource that is notified when a snapshot is taken and restored
 */
public record AuthorizerDependencies(
    AuthorizerSettings settings,
    Telemetry telemetry,
    InstantSource clock,
    Supplier<TableConnection> opener,
    Supplier<Priming> priming,
    Consumer<Resource> snapshots) {

  /**
   * Returns the dependencies from the function's environment.
   *
   * @throws IllegalArgumentException naming a variable whose value is invalid
   */
  static AuthorizerDependencies ofThisFunction() {
    Map<String, String> environment = environment();
    AuthorizerSettings settings = AuthorizerSettings.of(environment);
    InstantSource clock = InstantSource.system();
    return new AuthorizerDependencies(
        settings,
        Telemetry.of(environment, clock),
        clock,
        () -> open(GetItemClients.create(environment, clock, settings.table())),
        Priming::new,
        snapshots(environment));
  }

  /** Returns the function's environment. */
  static Map<String, String> environment() {
    return System.getenv();
  }

  /**
   * Returns the registration of snapshot resources. Without SnapStart it does nothing, since
   * registering would load sixty classes.
   */
  private static Consumer<Resource> snapshots(Map<String, String> environment) {
    return mayBeCloned(environment) ? Core.getGlobalContext()::register : ignored -> {};
  }

  static boolean mayBeCloned(Map<String, String> environment) {
    return !"on-demand".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  private static TableConnection open(GetItemClient client) {
    return new TableConnection(new DynamoDbKeyReader(client), client, client::close);
  }
}
