package dev.latchkey.core.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests how much use of one key can be recorded. Its batches are transactions on the same items, of
 * which DynamoDB cancels those that overlap. A thousand environments that handle one request a
 * second each write 11 lines a minute, so they cause at most 183 batches a second.
 */
class UsageConflictsTest {
  private static final int OF_A_THOUSAND_ENVIRONMENTS = 183;
  private static final int UNLIMITED = 1_000;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  /** An assumption. */
  private static final long TRANSACTION = Duration.ofMillis(10).toNanos();

  private final Random random = new Random(Seed.of(UsageConflictsTest.class));

  @Test
  void aFewBatchesASecondAreAllRecorded() {
    Outcome outcome = simulate(20, UNLIMITED);
    assertThat(outcome.failed()).isZero();
  }

  @Test
  void ofAThousandEnvironmentsAtOnceManyBatchesFail() {
    Outcome outcome = simulate(OF_A_THOUSAND_ENVIRONMENTS, UNLIMITED);
    assertThat(outcome.failed()).isGreaterThan(outcome.written() / 10);
  }

  @Test
  void oneAtATimeNoneFailsAndAHundredASecondAreRecorded() {
    Outcome outcome = simulate(OF_A_THOUSAND_ENVIRONMENTS, 1);
    assertThat(outcome.failed()).isZero();
    assertThat(outcome.written()).isGreaterThan(99 * 60);
    assertThat(outcome.waiting()).isPositive();
  }

  /** What became of the batches after a minute. */
  private record Outcome(int written, int failed, int waiting) {}

  /** An attempt to write a batch. */
  private record Attempt(long at, int number, long pause) {}

  /**
   * @param batches the batches that arrive in a second, at random instants
   * @param concurrency how many are written at once; the others wait
   */
  private Outcome simulate(int batches, int concurrency) {
    PriorityQueue<Attempt> attempts = new PriorityQueue<>(Comparator.comparingLong(Attempt::at));
    PriorityQueue<Long> arrivals = new PriorityQueue<>();
    for (int i = 0; i < batches * 60; i++) {
      arrivals.add(random.nextLong(MINUTE));
    }
    PriorityQueue<Long> free = new PriorityQueue<>(Collections.nCopies(concurrency, 0L));
    int written = 0;
    int failed = 0;
    long busyUntil = 0;
    while (true) {
      long start =
          arrivals.isEmpty() || free.isEmpty() ? MINUTE : Math.max(arrivals.peek(), free.peek());
      long next = attempts.isEmpty() ? MINUTE : attempts.peek().at();
      if (Math.min(start, next) >= MINUTE) {
        break;
      }
      if (start <= next) {
        arrivals.remove();
        free.remove();
        attempts.add(new Attempt(start, 0, UsageTransaction.FIRST_PAUSE));
        continue;
      }
      Attempt attempt = attempts.remove();
      long end = attempt.at() + TRANSACTION;
      if (attempt.at() >= busyUntil) {
        busyUntil = end;
        written++;
        free.add(end);
      } else if (attempt.number() + 1 == UsageTransaction.ATTEMPTS) {
        failed++;
        free.add(end);
      } else {
        attempts.add(
            new Attempt(
                end + random.nextLong(attempt.pause()),
                attempt.number() + 1,
                Math.min(2 * attempt.pause(), UsageTransaction.LONGEST_PAUSE)));
      }
    }
    Outcome outcome = new Outcome(written, failed, arrivals.size() + attempts.size());
    System.out.printf(
        "%d batches a second, at most %d at once: %s%n", batches, concurrency, outcome);
    return outcome;
  }
}
