package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.memory.InMemoryLeases;
import dev.latchkey.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tests a quota of one key with 2,000 requests a second in a thousand environments that start at
 * once. DynamoDB allows 1,000 writes a second to one item.
 */
class ManyEnvironmentsTest {
  private static final KeyId KEY = new KeyId("A".repeat(16));
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  private static final int ENVIRONMENTS = 1_000;
  private static final int WRITES_A_SECOND = 1_000;

  private static final int MOST_IN_A_SECOND = 4;
  private static final Duration TIME = Duration.ofSeconds(1);

  private final Random random = new Random(Seed.of(ManyEnvironmentsTest.class));
  private final InMemoryLeases table = new InMemoryLeases();
  private int writesInSecond;
  private boolean hasLimit;

  @Test
  void afterTheFirstSecondsOneWriteServesManyRequests() {
    List<Second> seconds = simulate(100_000_000, 180);
    assertThat(seconds.get(0).writes()).isBetween(1_200, 2_000);
    assertThat(seconds.subList(10, 180)).extracting(Second::writes).allMatch(it -> it < 400);
    assertThat(seconds.subList(60, 180)).extracting(Second::writes).allMatch(it -> it < 100);
    assertThat(seconds).extracting(Second::unavailable).containsOnly(0);
  }

  @Test
  void withDynamoDbsLimitSomeRequestsOfTheFirstSecondsAreUnavailable() {
    hasLimit = true;
    List<Second> seconds = simulate(100_000_000, 120);
    assertThat(seconds.get(0).unavailable()).isBetween(500, 1_500);
    assertThat(seconds.subList(5, 120)).extracting(Second::unavailable).containsOnly(0);
  }

  @Test
  void atItsEndTheQuotaIsExactAndItsItemIsLeftAlone() {
    int calls = 200_000;
    List<Second> seconds = simulate(calls, 300);
    int allowed = seconds.stream().mapToInt(Second::allowed).sum();
    assertThat(allowed).isBetween((int) (calls * 0.99) - ENVIRONMENTS, calls);
    List<Second> later = seconds.subList(180, 300);
    assertThat(later).extracting(Second::allowed).containsOnly(0);
    assertThat(later.stream().mapToInt(Second::writes).sum())
        .as("one try of each environment in a minute")
        .isBetween(ENVIRONMENTS, 3 * ENVIRONMENTS);
  }

  /** What happened in one second. */
  private record Second(int allowed, int unavailable, int writes) {}

  private List<Second> simulate(long calls, int seconds) {
    Quota quota = new Quota(calls, Quota.Period.DAY);
    List<QuotaLeases> environments =
        IntStream.range(0, ENVIRONMENTS).mapToObj(i -> new QuotaLeases(this::take)).toList();
    List<Second> all = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      Instant from = START.plusSeconds(second);
      writesInSecond = 0;
      int allowed = 0;
      int unavailable = 0;
      for (QuotaLeases environment : environments) {
        int requests = random.nextInt(MOST_IN_A_SECOND + 1);
        for (int i = 0; i < requests; i++) {
          Instant at = from.plusMillis(1_000L * i / requests);
          try {
            allowed += environment.use(KEY, quota, at, Deadline.in(TIME)) == null ? 1 : 0;
          } catch (RequestException throttled) {
            unavailable++;
          }
        }
      }
      all.add(new Second(allowed, unavailable, writesInSecond));
    }
    System.out.printf(
        "%,d requests of %,d environments: %s, then %s%n",
        calls, ENVIRONMENTS, all.subList(0, 10), all.get(seconds - 1));
    return all;
  }

  private LeaseStore.Lease take(
      KeyId keyId, Quota.Window window, long calls, long count, long returned, Deadline deadline) {
    if (hasLimit && writesInSecond >= WRITES_A_SECOND) {
      throw RequestException.of(RequestException.Reason.THROTTLED);
    }
    writesInSecond++;
    return table.take(keyId, window, calls, count, returned, deadline);
  }
}
