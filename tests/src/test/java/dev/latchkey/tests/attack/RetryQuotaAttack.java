package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.dynamodb.FunctionClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Why fewer requests succeed than three tries would let: the SDK's quota of retries. */
@Tag("attack")
final class RetryQuotaAttack {
  private static final int THREADS = 8;
  private static final KeyId NOBODY = new KeyId("0".repeat(16));

  @Test
  void moreThanAThirdOfTheTriesHasToFailBeforeOneIsSaved() {
    Attack attack =
        Attack.on(
            RetryQuotaAttack.class,
            "Retry quota",
            "While 30 % of attempts fail, each request has its three attempts. At 43"
                + " %, the SDK's retry quota skips some of them. Nothing else makes fewer"
                + " requests succeed than chance.");
    int requests = attack.size("requests", 2_000, 20_000);
    TestTable table = TestTable.fromTemplate("KeyTable");
    AttemptCounts few = read(attack, table, requests, 30, true);
    AttemptCounts many = read(attack, table, requests, 43, true);
    AttemptCounts free = read(attack, table, requests, 43, false);
    attack.leave(
        "30 %% fail: %s. 43 %% fail: %s. 43 %% fail, without a quota: %s."
            .formatted(few.figure(30), many.figure(43), free.figure(43)));
    assertThat(few.successRate())
        .isCloseTo(AttemptCounts.chance(30), within(chanceOf(30, requests)));
    assertThat(few.givenUp()).isZero();
    assertThat(many.successRate()).isLessThan(AttemptCounts.chance(43) - chanceOf(43, requests));
    assertThat(many.givenUp()).isPositive();
    assertThat(free.successRate())
        .isCloseTo(AttemptCounts.chance(43), within(chanceOf(43, requests)));
    assertThat(free.givenUp()).isZero();
  }

  private static AttemptCounts read(
      Attack attack, TestTable table, int requests, int percent, boolean hasQuota) {
    FaultMix mix =
        new FaultMix(
            Map.of(
                NetworkFault.THROTTLED, percent / 2, NetworkFault.NO_NAME, percent - percent / 2));
    AttemptCounts tries = new AttemptCounts();
    List<ExecutionInterceptor> interceptors =
        List.of(tries, new FaultyRequests(mix, Duration.ZERO));
    try (DynamoDbClient client =
        hasQuota
            ? FunctionClients.ofManagement(
                table.endpoint(), interceptors.toArray(ExecutionInterceptor[]::new))
            : FunctionClients.withoutQuota(
                table.endpoint(), interceptors.toArray(ExecutionInterceptor[]::new))) {
      DynamoDbKeyStore keys = new DynamoDbKeyStore(client, table.name(), 30, 400);
      attack.inParallel(THREADS, requests, (n, random) -> look(keys));
    }
    return tries;
  }

  private static void look(DynamoDbKeyStore keys) {
    try {
      keys.lookup(NOBODY);
    } catch (RequestException fault) {
      assertThat(fault.reason())
          .isIn(RequestException.Reason.THROTTLED, RequestException.Reason.UNAVAILABLE);
    }
  }

  /** How far off chance alone may lead, once in 16,000 times: four standard deviations. */
  private static double chanceOf(int percent, int requests) {
    double rate = AttemptCounts.chance(percent);
    return 4 * Math.sqrt(rate * (1 - rate) / requests);
  }
}
