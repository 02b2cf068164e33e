package dev.latchkey.management.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import dev.latchkey.core.telemetry.Telemetry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Handles artificial requests before Lambda takes a snapshot, so that a restored function finds its
 * classes loaded and its code compiled. Another instance of the handler takes them, and it is
 * dropped. So the snapshot holds no connection, no credentials and no document of the identity
 * provider that the function could use after a restore.
 *
 * <p>The requests need no permission that the function's own requests do not need: lists look for a
 * domain that does not exist. They log nothing and write nothing to the table.
 */
final class ManagementPriming {
  /** The name of the artificial operator, domain and request. */
  static final String NAME = "priming";

  /**
   * The method of the daily invocation that keeps the snapshot. API Gateway sends no such request.
   */
  static final String PING = "PING";

  /** The number of runs after which most of the code is compiled, if time allows. */
  private static final int OFTEN = 100;

  private static final Duration MAX_PRIMING = Duration.ofSeconds(3);

  private ManagementPriming() {}

  /**
   * Primes a handler for operators if Lambda will take a snapshot of this environment.
   *
   * @param handler creates the instance that takes the requests
   * @param path the path of its requests
   */
  static void operator(Function<ManagementDependencies, OperatorHandler> handler, String path) {
    beforeSnapshot(
        ManagementDependencies.environment(),
        () -> {
          OperatorHandler primed = handler.apply(ManagementDependencies.forPriming());
          return () -> primed.handle(request(path), NAME, NAME);
        });
  }

  /**
   * Runs a step repeatedly, if Lambda will take a snapshot. Failures are ignored and end the
   * priming; the first real request will report them.
   *
   * @param step creates the step
   */
  static void beforeSnapshot(EnvironmentVariables environment, Supplier<Runnable> step) {
    if (!"snap-start".equals(environment.text("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      return;
    }
    try {
      Runnable created = step.get();
      long end = System.nanoTime() + MAX_PRIMING.toNanos();
      for (int i = 0; i < OFTEN && System.nanoTime() < end; i++) {
        created.run();
      }
    } catch (RuntimeException ignored) {
      return;
    }
  }

  /** Returns telemetry that writes nothing. */
  static Telemetry silent() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Telemetry(NAME, ManagementDependencies.clockOfSystem(), () -> nowhere);
  }

  /** Returns a request by an operator who can read a domain that does not exist. */
  static APIGatewayProxyRequestEvent request(String path) {
    ProxyRequestContext context = new ProxyRequestContext();
    context.setRequestId(NAME);
    context.setPath(path);
    context.setAuthorizer(Map.of("subject", NAME, "name", NAME, "read_domains", NAME));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("GET")
        .withResource(path)
        .withPath(path)
        .withRequestContext(context);
  }
}
