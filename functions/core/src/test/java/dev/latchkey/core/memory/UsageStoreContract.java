package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.testing.Seed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link UsageStore}. */
public abstract class UsageStoreContract {
  private static final LocalDate TODAY = LocalDate.parse("2026-01-02");
  private static final LocalDate ALL_DAYS = LocalDate.EPOCH;

  private final KeyId keyId = Samples.key().key().keyId();

  /** Returns the store under test. */
  protected abstract UsageStore usage();

  @Test
  void aKeyWithoutRequestsHasNone() {
    assertThat(usage().find(List.of(keyId))).isEmpty();
    assertThat(usage().report(keyId, ALL_DAYS))
        .isEqualTo(new UsageStore.Report(Optional.empty(), List.of()));
  }

  @Test
  void requestsAreAddedUpByDay() {
    UsageBatch batch = batch();
    batch.allowed(keyId, SecretVersion.CURRENT, NOW, 7);
    batch.allowed(keyId, SecretVersion.CURRENT, NOW.plusSeconds(9), 1);
    batch.denied(keyId, NOW, 2);
    batch.denied(keyId, NOW.plusSeconds(86_400), 4);
    usage().add(batch);
    assertThat(usage().report(keyId, ALL_DAYS))
        .isEqualTo(
            new UsageStore.Report(
                Optional.of(new KeyUsage(NOW, NOW.plusSeconds(9), null)),
                List.of(new UsageDay(TODAY.plusDays(1), 0, 4), new UsageDay(TODAY, 8, 2))));
    assertThat(usage().report(keyId, TODAY.plusDays(1)).days()).hasSize(1);
    assertThat(usage().report(keyId, TODAY.plusDays(2)).days()).isEmpty();
  }

  @Test
  void aDenialIsNoUse() {
    UsageBatch batch = batch();
    batch.denied(keyId, NOW, 1);
    usage().add(batch);
    assertThat(usage().find(List.of(keyId))).isEmpty();
    assertThat(usage().report(keyId, ALL_DAYS).usage()).isEmpty();
  }

  @Test
  void aBatchThatComesAgainCountsOnce() {
    UsageBatch batch = batch();
    batch.allowed(keyId, SecretVersion.CURRENT, NOW, 7);
    usage().add(batch);
    usage().add(batch);
    assertThat(usage().report(keyId, ALL_DAYS).days()).containsExactly(new UsageDay(TODAY, 7, 0));
    UsageBatch other = batch();
    other.allowed(keyId, SecretVersion.CURRENT, NOW, 7);
    usage().add(other);
    assertThat(usage().report(keyId, ALL_DAYS).days()).containsExactly(new UsageDay(TODAY, 14, 0));
  }

  @Test
  void aBatchOutOfOrderTakesNothingBack() {
    add(SecretVersion.CURRENT, 100);
    add(SecretVersion.PREVIOUS, 50);
    add(SecretVersion.PREVIOUS, 20);
    add(SecretVersion.CURRENT, 10);
    add(SecretVersion.CURRENT, 70);
    assertThat(usage().find(List.of(keyId)))
        .containsExactly(
            Map.entry(
                keyId,
                new KeyUsage(NOW.plusSeconds(10), NOW.plusSeconds(100), NOW.plusSeconds(50))));
  }

  @Test
  void manyKeysAreFoundAtOnce() {
    UsageBatch batch = batch();
    List<KeyId> keyIds = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      KeyId one = Samples.key().key().keyId();
      keyIds.add(one);
      if (i % 2 == 0) {
        batch.allowed(one, SecretVersion.CURRENT, NOW, 1);
      }
    }
    usage().add(batch);
    usage().add(batch);
    assertThat(usage().find(keyIds)).hasSize(125);
    assertThat(usage().report(keyIds.get(248), ALL_DAYS).days())
        .containsExactly(new UsageDay(TODAY, 1, 0));
  }

  @Test
  void anyBatchesInAnyOrderAndAnyNumberOfTimesAreAddedUp() {
    long seed = Seed.of(UsageStoreContract.class);
    Random random = new Random(seed);
    List<KeyId> keyIds = List.of(keyId, Samples.key().key().keyId(), Samples.key().key().keyId());
    Map<KeyId, KeyUsage> totals = new HashMap<>();
    Map<KeyId, TreeMap<LocalDate, UsageDay>> days = new HashMap<>();
    List<UsageBatch> batches = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UsageBatch batch = batch();
      for (int j = random.nextInt(6); j >= 0; j--) {
        KeyId one = keyIds.get(random.nextInt(3));
        Instant at = NOW.plusSeconds(random.nextInt(4 * 86_400));
        LocalDate date = LocalDate.parse(at.toString().substring(0, 10));
        int count = 1 + random.nextInt(100);
        boolean isAllowed = random.nextInt(4) > 0;
        if (isAllowed) {
          SecretVersion secret =
              random.nextBoolean() ? SecretVersion.CURRENT : SecretVersion.PREVIOUS;
          batch.allowed(one, secret, at, count);
          totals.merge(one, KeyUsage.at(at, secret), KeyUsage::and);
        } else {
          batch.denied(one, at, count);
        }
        days.computeIfAbsent(one, k -> new TreeMap<>())
            .merge(
                date,
                new UsageDay(date, isAllowed ? count : 0, isAllowed ? 0 : count),
                UsageDay::and);
      }
      for (int times = 1 + random.nextInt(2); times > 0; times--) {
        batches.add(batch);
      }
    }
    Collections.shuffle(batches, random);
    batches.forEach(usage()::add);
    assertThat(usage().find(keyIds)).as("seed %d", seed).isEqualTo(totals);
    for (KeyId one : keyIds) {
      assertThat(usage().report(one, ALL_DAYS).days())
          .as("seed %d", seed)
          .isEqualTo(List.copyOf(days.getOrDefault(one, new TreeMap<>()).descendingMap().values()));
    }
  }

  /** Returns a new batch. */
  protected static UsageBatch batch() {
    return new UsageBatch(UUID.randomUUID().toString());
  }

  private void add(SecretVersion secret, int seconds) {
    UsageBatch batch = batch();
    batch.allowed(keyId, secret, NOW.plusSeconds(seconds), 1);
    usage().add(batch);
  }
}
