package dev.latchkey.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.memory.InMemoryLeases;
import dev.latchkey.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaLeasesTest {
  private static final KeyId KEY = new KeyId("A".repeat(16));
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final int ENVIRONMENTS = 64;

  private final InMemoryLeases store = new InMemoryLeases();

  @Test
  void aQuotaAllowsExactlyItsRequests() {
    QuotaLeases leases = new QuotaLeases(store);
    assertThat(used(leases, daily(250), NOON, 400)).isEqualTo(250);
    assertThat(leases.use(KEY, daily(250), NOON, deadline()))
        .isEqualTo(Instant.parse("2026-11-28T00:00:00Z"));
  }

  @Test
  void aBusyKeyCostsAWriteInAHundredRequests() {
    QuotaLeases leases = new QuotaLeases(store);
    used(leases, daily(1_000_000_000), NOON, 1_000);
    int before = store.writes();
    used(leases, daily(1_000_000_000), NOON.plusSeconds(1), 10_000);
    assertThat(store.writes() - before).isEqualTo(100);
  }

  @Test
  void aLeaseIsNoMoreThanOnePercentOfWhatIsLeft() {
    List<Long> counts = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    QuotaLeases leases =
        new QuotaLeases(
            (keyId, window, calls, count, returned, deadline) -> {
              LeaseStore.Lease lease = store.take(keyId, window, calls, count, returned, deadline);
              counts.add(count);
              left.add(calls - lease.used() + (lease.isTaken() ? count - returned : 0));
              return lease;
            });
    used(leases, daily(5_000), NOON, 6_000);
    for (int i = 0; i < counts.size(); i++) {
      assertThat(counts.get(i)).isBetween(1L, Math.max(1, Math.min(100, left.get(i) / 100)));
    }
    assertThat(counts).anyMatch(count -> count > 40);
  }

  @Test
  void oneRequestEveryTwoMinutesGetsItsWholeQuota() {
    QuotaLeases leases = new QuotaLeases(store);
    int allowed = 0;
    for (Instant now = Instant.parse("2026-11-27T00:00:00Z");
        now.isBefore(Instant.parse("2026-11-28T00:00:00Z"));
        now = now.plusSeconds(120)) {
      allowed += leases.use(KEY, daily(700), now, deadline()) == null ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(700);
  }

  @Test
  void aKeyWithAFewRequestsAMinuteGetsItsWholeQuotaToo() {
    Random random = new Random(Seed.of(QuotaLeasesTest.class));
    QuotaLeases leases = new QuotaLeases(store);
    Instant now = Instant.parse("2026-11-27T00:00:00Z");
    int allowed = 0;
    for (int i = 0; i < 5_000; i++) {
      now = now.plusMillis(random.nextInt(30_000));
      allowed += leases.use(KEY, daily(4_000), now, deadline()) == null ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(4_000);
  }

  @Test
  void aLeaseIsUsedForAMinute() {
    QuotaLeases leases = new QuotaLeases(store);
    Quota quota = daily(1_000_000);
    used(leases, quota, NOON, 150);
    int before = store.writes();
    used(leases, quota, NOON.plusSeconds(59), 1);
    assertThat(store.writes()).isEqualTo(before);
    used(leases, quota, NOON.plusSeconds(60), 1);
    assertThat(store.writes()).isEqualTo(before + 1);
    used(leases, quota, NOON.minusSeconds(1), 1);
    assertThat(store.writes()).as("a clock that was set back").isEqualTo(before + 2);
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-11-27T23:59:59Z, 2026-11-28T00:00:00Z",
    "DAY, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "DAY, 2028-02-28T23:59:59Z, 2028-02-29T00:00:00Z",
    "MONTH, 2026-11-30T23:59:59Z, 2026-12-01T00:00:00Z",
    "MONTH, 2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "MONTH, 2028-02-29T23:59:59Z, 2028-03-01T00:00:00Z",
  })
  void aPeriodEndsInUtcAndTheNextHasItsOwnQuota(Quota.Period per, Instant last, Instant next) {
    QuotaLeases leases = new QuotaLeases(store);
    Quota quota = new Quota(3, per);
    assertThat(used(leases, quota, last, 5)).isEqualTo(3);
    assertThat(leases.use(KEY, quota, last, deadline())).isEqualTo(next);
    assertThat(used(leases, quota, next, 5)).isEqualTo(3);
    assertThat(quota.window(last).name()).isNotEqualTo(quota.window(next).name());
  }

  @Test
  void aRaisedQuotaCountsAtOnce() {
    QuotaLeases leases = new QuotaLeases(store);
    assertThat(used(leases, daily(3), NOON, 5)).isEqualTo(3);
    assertThat(used(leases, daily(5), NOON, 5)).isEqualTo(2);
    assertThat(used(leases, daily(4), NOON, 5)).isZero();
  }

  @Test
  void aQuotaThatIsUsedUpCostsOneWriteAMinute() {
    QuotaLeases leases = new QuotaLeases(store);
    used(leases, daily(3), NOON, 4);
    int before = store.writes();
    used(leases, daily(3), NOON.plusSeconds(30), 1_000);
    assertThat(store.writes()).isEqualTo(before);
    used(leases, daily(3), NOON.plusSeconds(61), 1_000);
    assertThat(store.writes()).isEqualTo(before + 1);
  }

  @Test
  void anUnknownOutcomeIsAnOutageAndIsNotUsed() {
    QuotaLeases leases =
        new QuotaLeases(
            (keyId, window, calls, count, returned, deadline) -> {
              store.take(keyId, window, calls, count, returned, deadline);
              throw RequestException.of(RequestException.Reason.UNAVAILABLE);
            });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> leases.use(KEY, daily(10), NOON, deadline()))
          .isInstanceOf(RequestException.class);
    }
    assertThat(used(new QuotaLeases(store), daily(10), NOON, 20)).isEqualTo(7);
  }

  /**
   * Each environment may end at any moment, and each write may be lost before or after it counts.
   */
  @Test
  void sixtyFourEnvironmentsNeverExceedOneQuota() {
    long seed = Seed.of(QuotaLeasesTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      Quota quota = daily(1 + random.nextInt(20_000));
      boolean hasFaults = round % 2 == 0;
      InMemoryLeases table = new InMemoryLeases();
      LeaseStore faulty = faulty(table, hasFaults ? random : new NoFaults());
      QuotaLeases[] environments = new QuotaLeases[ENVIRONMENTS];
      Map<String, Integer> allowed = new HashMap<>();
      Instant now = Instant.parse("2026-11-27T20:00:00Z");
      for (int i = 0; i < 60_000; i++) {
        int at = random.nextInt(1 + random.nextInt(ENVIRONMENTS));
        if (environments[at] == null || (hasFaults && random.nextInt(500) == 0)) {
          environments[at] = new QuotaLeases(faulty);
        }
        now = now.plusMillis(random.nextInt(500));
        try {
          if (environments[at].use(KEY, quota, now, deadline()) == null) {
            allowed.merge(quota.window(now).name(), 1, Integer::sum);
          }
        } catch (RequestException outage) {
          assertThat(hasFaults).isTrue();
        }
      }
      assertThat(allowed.values())
          .as("seed %d, round %d, %s", seed, round, quota)
          .allMatch(count -> count <= quota.calls());
      int first = allowed.getOrDefault("2026-11-27", 0);
      if (!hasFaults && quota.calls() < 10_000) {
        assertThat(first)
            .as("seed %d, round %d, %s", seed, round, quota)
            .isGreaterThanOrEqualTo((int) (quota.calls() * 0.99) - ENVIRONMENTS);
      }
    }
  }

  private static LeaseStore faulty(LeaseStore table, Random random) {
    return (keyId, window, calls, count, returned, deadline) -> {
      int fault = random.nextInt(20);
      if (fault == 0) {
        throw RequestException.of(RequestException.Reason.THROTTLED);
      }
      LeaseStore.Lease lease = table.take(keyId, window, calls, count, returned, deadline);
      if (fault == 1) {
        throw RequestException.of(RequestException.Reason.UNAVAILABLE);
      }
      return lease;
    };
  }

  /** Draws the number that stands for no fault. */
  private static final class NoFaults extends Random {
    private static final long serialVersionUID = 1;

    @Override
    public int nextInt(int bound) {
      return bound - 1;
    }
  }

  private static int used(QuotaLeases leases, Quota quota, Instant now, int requests) {
    int allowed = 0;
    for (int i = 0; i < requests; i++) {
      allowed += leases.use(KEY, quota, now, deadline()) == null ? 1 : 0;
    }
    return allowed;
  }

  private static Quota daily(long calls) {
    return new Quota(calls, Quota.Period.DAY);
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(1));
  }
}
