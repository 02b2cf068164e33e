package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.authorizer.dynamodb.GetItemClient;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.dynamodb.FunctionClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Works on a table that fails, on the network and, for the SDK's client, inside it, and checks
 * every answer.
 */
@Tag("attack")
final class FaultsAttack {
  private static final int THREADS = 8;
  private static final int ALONE = 5;

  /** In a run of a few hundred calls, chance may make so many fail. */
  private static final int FEW = 3;

  @BeforeAll
  static void warmUp() {
    FaultyWork.warmUp();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "TIME_OUT", "LOST_ANSWER"})
  void oneKindOfFailureIsHardlyNoticed(NetworkFault mishap) {
    Attack attack =
        Attack.on(
            FaultsAttack.class,
            "One fault: " + mishap.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
            "5 % of the requests to DynamoDB fail in this way. 99.9 % of requests"
                + " succeed, and no response is wrong.");
    int operations = attack.size("operations", 300, 20_000);
    FaultMix mix = new FaultMix(Map.of(mishap, ALONE));
    AttemptCounts tries = new AttemptCounts();
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (FaultyNetwork network = new FaultyNetwork(table.endpoint(), mix);
        GetItemClient authorizer = FunctionClients.ofAuthorizer(network.endpoint(), table.name());
        DynamoDbClient management =
            FunctionClients.ofManagement(
                table.endpoint(), tries, new FaultyRequests(mix, Duration.ofSeconds(1)))) {
      FaultyWork work = new FaultyWork(table, authorizer, management);
      attack.inParallel(THREADS, operations, (n, random) -> work.step(random));
      work.check();
      assertThat(mix.failed()).isPositive();
      assertThat(work.failures())
          .as("%s", work)
          .isLessThanOrEqualTo(Math.max(FEW, operations / 1_000));
      attack.leave(work.figure(mix, tries));
    }
  }

  @Test
  void allFailuresTogetherMakeNoAnswerWrongOrLate() throws Exception {
    Attack attack =
        Attack.on(
            FaultsAttack.class,
            "All faults together",
            "20 % are throttled, 10 % get no response, 5 % of responses are lost. 2 %"
                + " each have unknown host names, closed connections, slow drip and noise."
                + " No request is wrongly allowed, no response is wrong, and none misses its"
                + " deadline.");
    int seconds = attack.size("seconds", 10, 600);
    FaultMix mix =
        new FaultMix(
            Map.of(
                NetworkFault.THROTTLED, 20,
                NetworkFault.TIME_OUT, 10,
                NetworkFault.LOST_ANSWER, 5,
                NetworkFault.NO_NAME, 2,
                NetworkFault.NO_CONNECTION, 2,
                NetworkFault.SLOW_DRIP, 2,
                NetworkFault.GARBAGE, 2));
    AttemptCounts tries = new AttemptCounts();
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (FaultyNetwork network = new FaultyNetwork(table.endpoint(), mix);
        GetItemClient authorizer = FunctionClients.ofAuthorizer(network.endpoint(), table.name());
        DynamoDbClient management = FunctionClients.ofManagement(network.endpoint(), tries)) {
      FaultyWork work = new FaultyWork(table, authorizer, management);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      AtomicInteger steps = new AtomicInteger();
      Progress progress = attack.progress(seconds);
      CompletableFuture<?>[] workers = new CompletableFuture<?>[THREADS];
      for (int i = 0; i < THREADS; i++) {
        workers[i] =
            CompletableFuture.runAsync(
                () -> {
                  while (System.nanoTime() < end) {
                    work.step(Attack.random(steps.incrementAndGet()));
                  }
                },
                task -> new Thread(task, "faults").start());
      }
      for (int i = 0; i < seconds; i++) {
        Thread.sleep(1_000);
        progress.step();
      }
      CompletableFuture.allOf(workers).get();
      work.check();
      attack.leave(work.figure(mix, tries));
    }
  }
}
