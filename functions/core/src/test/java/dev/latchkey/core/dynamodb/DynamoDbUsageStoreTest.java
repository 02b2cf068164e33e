package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.core.memory.UsageStoreContract;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbUsageStoreTest extends UsageStoreContract {
  private static final RequestCounter REQUESTS = new RequestCounter();
  private static final TestStores STORES = TestStores.createAnywhere(REQUESTS);
  private static final LocalDate TODAY = LocalDate.parse("2026-01-02");

  @Override
  protected UsageStore usage() {
    return STORES.usage(InstantSource.fixed(NOW));
  }

  @Test
  void takenRequestsAreThoseOfTheQuotasPeriod() {
    KeyId keyId = Samples.key().key().keyId();
    Quota.Window day = new Quota(10, Quota.Period.DAY).window(NOW);
    Quota.Window month = new Quota(10, Quota.Period.MONTH).window(NOW);
    STORES.damage(ItemKey.ofLimit(keyId, day), "used", AttributeValue.fromN("7"));
    STORES.damage(ItemKey.ofLimit(keyId, month), "used", AttributeValue.fromS("many"));
    assertThat(usage().taken(keyId, day)).isEqualTo(7);
    assertThat(usage().taken(keyId, month)).isZero();
    assertThat(usage().taken(Samples.key().key().keyId(), day)).isZero();
  }

  @Test
  void itemsExpireInTheirTime() {
    KeyId keyId = Samples.key().key().keyId();
    UsageBatch batch = batch();
    batch.allowed(keyId, SecretVersion.PREVIOUS, NOW, 7);
    batch.denied(keyId, NOW, 1);
    usage().add(batch);
    assertThat(STORES.raw(ItemKey.ofUsage(keyId)))
        .containsEntry("ttl", number(NOW.plusSeconds(400L * 86_400)))
        .containsEntry("previous_secret_last_used_at", number(NOW));
    assertThat(STORES.raw(ItemKey.ofUsage(keyId, TODAY)))
        .containsEntry("ttl", number(Instant.parse("2026-04-03T00:00:00Z")))
        .containsEntry("allowed", AttributeValue.fromN("7"))
        .containsEntry("denied", AttributeValue.fromN("1"));
    assertThat(STORES.raw(ItemKey.ofUsageBatch(batch.id(), 0)))
        .containsEntry("ttl", number(NOW.plusSeconds(86_400)))
        .hasSize(3);
  }

  @Test
  void aTransactionHasAtMostAHundredItemsAndEachItsMarker() {
    UsageBatch batch = batch();
    for (int i = 0; i < 100; i++) {
      batch.allowed(Samples.key().key().keyId(), SecretVersion.CURRENT, NOW, 1);
    }
    REQUESTS.operations();
    usage().add(batch);
    assertThat(REQUESTS.operations())
        .as("200 writes, 99 of them in a transaction")
        .hasSize(3)
        .containsOnly("TransactWriteItems");
    assertThat(STORES.raw(ItemKey.ofUsageBatch(batch.id(), 2))).isNotEmpty();
    assertThat(STORES.raw(ItemKey.ofUsageBatch(batch.id(), 3))).isEmpty();
  }

  @Test
  void whatWasWrittenBeforeAFailureIsNotWrittenAgain() {
    UsageBatch batch = batch();
    List<KeyId> keyIds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      keyIds.add(Samples.key().key().keyId());
      batch.allowed(keyIds.get(i), SecretVersion.CURRENT, NOW, 5);
    }
    AtomicInteger transactions = new AtomicInteger();
    TestStores failing =
        STORES.with(
            onTransaction(
                () -> {
                  if (transactions.incrementAndGet() == 2) {
                    throw new IllegalStateException("lost");
                  }
                }));
    assertThatThrownBy(() -> failing.usage().add(batch)).hasStackTraceContaining("lost");
    usage().add(batch);
    for (KeyId keyId : keyIds) {
      assertThat(usage().report(keyId, TODAY).days()).containsExactly(new UsageDay(TODAY, 5, 0));
    }
  }

  @Test
  void conflictsAreRetriedAndInTheEndReported() {
    KeyId keyId = Samples.key().key().keyId();
    AtomicInteger left = new AtomicInteger(3);
    TestStores busy =
        STORES.with(
            onTransaction(
                () -> {
                  if (left.getAndDecrement() > 0) {
                    throw conflict(2);
                  }
                }));
    UsageBatch batch = batch();
    batch.allowed(keyId, SecretVersion.CURRENT, NOW, 1);
    busy.usage().add(batch);
    assertThat(usage().report(keyId, TODAY).days()).containsExactly(new UsageDay(TODAY, 1, 0));
    TestStores busier =
        STORES.with(
            onTransaction(
                () -> {
                  throw conflict(2);
                }));
    UsageBatch next = batch();
    next.denied(keyId, NOW, 1);
    assertThatThrownBy(() -> busier.usage().add(next))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.THROTTLED));
  }

  @Test
  void batchesAtTheSameTimeAreAllAddedUp() throws Exception {
    KeyId keyId = Samples.key().key().keyId();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> adding = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        UsageBatch batch = batch();
        SecretVersion secret = i % 2 == 0 ? SecretVersion.CURRENT : SecretVersion.PREVIOUS;
        batch.allowed(keyId, secret, NOW.plusSeconds(i * 7 % 60), 2);
        for (int times = 0; times < 2; times++) {
          adding.add(
              () -> {
                usage().add(batch);
                return null;
              });
        }
      }
      for (Future<Void> added : threads.invokeAll(adding)) {
        added.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(usage().report(keyId, TODAY).days()).containsExactly(new UsageDay(TODAY, 120, 0));
    assertThat(usage().find(List.of(keyId)).get(keyId))
        .isEqualTo(new KeyUsage(NOW, NOW.plusSeconds(59), NOW.plusSeconds(59)));
  }

  @Test
  void anItemThatWasDamagedIsWrittenAgain() {
    KeyId keyId = Samples.key().key().keyId();
    UsageBatch batch = batch();
    batch.allowed(keyId, SecretVersion.CURRENT, NOW, 1);
    usage().add(batch);
    STORES.damage(ItemKey.ofUsage(keyId), "last_used_at", null);
    assertThat(usage().find(List.of(keyId))).isEmpty();
    UsageBatch next = batch();
    next.allowed(keyId, SecretVersion.CURRENT, NOW.plusSeconds(1), 1);
    usage().add(next);
    assertThat(usage().find(List.of(keyId)).get(keyId))
        .extracting(KeyUsage::lastUsedAt)
        .isEqualTo(NOW.plusSeconds(1));
  }

  private static AttributeValue number(Instant time) {
    return AttributeValue.fromN(String.valueOf(time.getEpochSecond()));
  }

  private static TransactionCanceledException conflict(int items) {
    List<CancellationReason> reasons = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      reasons.add(CancellationReason.builder().code("None").build());
    }
    reasons.add(CancellationReason.builder().code("TransactionConflict").build());
    return TransactionCanceledException.builder().cancellationReasons(reasons).build();
  }

  private static ExecutionInterceptor onTransaction(Runnable action) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof TransactWriteItemsRequest) {
          action.run();
        }
      }
    };
  }
}
