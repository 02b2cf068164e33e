package dev.latchkey.benchmarks;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyQuery;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.core.dynamodb.RequestCounter;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.local.dynamodb.TestTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table in DynamoDB Local that is filled by the service's own item writer, and what the service's
 * calls cost in it. In the package whose writer and whose counter of round trips it uses.
 */
public final class GrowingTable {
  private static final int RETENTION_DAYS = 30;
  private static final int EVENT_RETENTION_DAYS = 400;
  private static final int BATCH = 25;
  private static final int WRITERS = 4;
  private static final int PROGRESS = 2_000;
  private static final int DATA_APIS = 100;
  private static final int TIMES = 200;
  private static final int PAGE = 50;

  private final TestTable table = TestTable.fromTemplate("KeyTable");
  private final DynamoDbClient filler = builder().build();
  private final RequestCounter calls = new RequestCounter();
  private final DynamoDbKeyStore keys;
  private final AtomicLong spread = new AtomicLong();
  private long size;

  /** A table without keys. */
  public GrowingTable() {
    DynamoDbClientBuilder counted = builder();
    counted.overrideConfiguration(
        counted.overrideConfiguration().copy(c -> c.addExecutionInterceptor(calls)));
    keys =
        new DynamoDbKeyStore(counted.build(), table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
  }

  /**
   * What a call costs.
   *
   * @param roundTrips requests to the table
   * @param units capacity units, as DynamoDB says
   * @param milliseconds the middle one of many times
   */
  public record Cost(int roundTrips, double units, double milliseconds) {}

  /**
   * Fills the table up to a number of keys.
   *
   * @param progress told the number of keys, now and then
   */
  public void fillTo(long keyCount, LongConsumer progress) throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> writing = new ArrayList<>();
    while (size < keyCount) {
      int count = (int) Math.min(BATCH, keyCount - size);
      size += count;
      writing.add(writers.submit(() -> write(count)));
      if (writing.size() == PROGRESS) {
        await(writing);
        progress.accept(size);
      }
    }
    await(writing);
    writers.shutdown();
  }

  private void write(int count) {
    List<WriteRequest> batch = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StoredKey key = Samples.key("data-api-" + spread.getAndIncrement() % DATA_APIS);
      ChangeContext change = Samples.change();
      Item item =
          new WriteMetadata(EventKind.CREATED, change)
              .on(KeyItem.of(key, change, Duration.ofDays(RETENTION_DAYS)));
      batch.add(WriteRequest.builder().putRequest(p -> p.item(AttributeValues.of(item))).build());
    }
    Map<String, List<WriteRequest>> left = Map.of(table.name(), batch);
    while (!left.isEmpty()) {
      left =
          filler
              .batchWriteItem(BatchWriteItemRequest.builder().requestItems(left).build())
              .unprocessedItems();
    }
  }

  private static void await(List<Future<?>> writing) throws InterruptedException {
    for (Future<?> each : writing) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    writing.clear();
  }

  /** What each call costs at this size, by its name. */
  public Map<String, Cost> costs() {
    List<StoredKey> made = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      made.add(Samples.key("data-api-" + i % DATA_APIS));
    }
    Map<String, Cost> costs = new LinkedHashMap<>();
    costs.put("create", each(made, key -> done(keys.create(key, Samples.change()))));
    costs.put("authorize", each(made, key -> keys.lookup(key.key().keyId())));
    Duration day = Duration.ofDays(1);
    Instant latest = Samples.NOW.plus(Duration.ofDays(300));
    costs.put(
        "extend",
        each(
            made,
            key -> done(keys.extend(key.key().keyId(), day, latest, null, Samples.change()))));
    costs.put(
        "one page of list", each(made, key -> keys.list(all(), new Page.Request(PAGE, null))));
    costs.put(
        "one page of a data API's",
        each(made, key -> keys.list(of(key.key().dataApiId()), new Page.Request(PAGE, null))));
    costs.put(
        "revoke", each(made, key -> done(keys.revoke(key.key().keyId(), null, Samples.change()))));
    costs.put("delete", each(made, key -> done(keys.delete(key.key().keyId(), Samples.change()))));
    return costs;
  }

  private static KeyQuery all() {
    return new KeyQuery(null, null, Samples.NOW);
  }

  private static KeyQuery of(String dataApiId) {
    return new KeyQuery(dataApiId, null, Samples.NOW);
  }

  private Cost each(List<StoredKey> made, Consumer<StoredKey> call) {
    calls.operations();
    calls.units();
    double[] took = new double[made.size()];
    for (int i = 0; i < took.length; i++) {
      long start = System.nanoTime();
      call.accept(made.get(i));
      took[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(took);
    return new Cost(
        calls.operations().size() / took.length,
        calls.units() / took.length,
        took[took.length / 2]);
  }

  private static void done(WriteResult<?, ?> outcome) {
    if (!(outcome instanceof WriteResult.Done)) {
      throw new IllegalStateException("Refused: " + outcome);
    }
  }

  private DynamoDbClientBuilder builder() {
    return DynamoDbClients.builder(
            Map.of("AWS_REGION", "us-east-1"), Duration.ofSeconds(10), Duration.ofSeconds(30))
        .endpointOverride(table.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }
}
