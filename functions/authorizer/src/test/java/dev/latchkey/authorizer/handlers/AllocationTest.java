package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.authorizer.AuthorizerSettings;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.authorizer.snapshot.Priming;
import dev.latchkey.authorizer.snapshot.TableConnection;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.telemetry.Telemetry;
import dev.latchkey.testing.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests how many bytes a decision allocates, with the table in memory. Each limit is 1 % above the
 * value before keys had restrictions, 9,558 and 74,142 bytes, so that a key without any pays
 * nothing for them.
 */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 20_000;
  private static final int DECISIONS = 5_000;

  @ParameterizedTest
  @CsvSource({"1, 9653", "20, 74883"})
  void aDecisionAllocatesNoMoreThanBefore(int routes, long bound) throws IOException {
    try (AuthorizerFixture function = new AuthorizerFixture()) {
      byte[] event =
          SampleEvents.withKey(
              AuthorizerEvent.Format.REST,
              ORDERS,
              function.register("orders", routes(routes)).text());
      AuthorizeKeyHandler handler = handler(function);
      decide(handler, event, WARM_UP);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      decide(handler, event, DECISIONS);
      long allocated = (THREADS.getCurrentThreadAllocatedBytes() - before) / DECISIONS;
      System.out.printf("A decision on %d routes allocates %,d bytes.%n", routes, allocated);
      assertThat(allocated).isLessThanOrEqualTo(bound);
    }
  }

  private static Route[] routes(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                i == 0
                    ? new Route("a1", "*", "GET", "/orders/*")
                    : new Route("a1", "*", "*", "/r" + i + "/*"))
        .toArray(Route[]::new);
  }

  private static AuthorizeKeyHandler handler(AuthorizerFixture function) {
    return new AuthorizeKeyHandler(
        new AuthorizerDependencies(
            new AuthorizerSettings("keys", List.of("lk"), Duration.ofSeconds(60), false, false),
            new Telemetry(
                "authorize-key",
                () -> AuthorizerFixture.START,
                () -> new PrintStream(OutputStream.nullOutputStream())),
            () -> AuthorizerFixture.START,
            () -> new TableConnection(function.stores.reader(), function.leases, () -> {}),
            Priming::new,
            ignored -> {}));
  }

  private static void decide(AuthorizeKeyHandler handler, byte[] event, int times)
      throws IOException {
    for (int i = 0; i < times; i++) {
      handler.handleRequest(
          new ByteArrayInputStream(event),
          OutputStream.nullOutputStream(),
          new TestContext("lambda-request"));
    }
  }
}
