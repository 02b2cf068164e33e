package dev.latchkey.benchmarks;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyLabel;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.core.dynamodb.DynamoDbClients;
import dev.latchkey.core.dynamodb.expression.WriteMetadata;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.DataApiItem;
import dev.latchkey.core.dynamodb.mapping.EventItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.local.dynamodb.TestTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table in DynamoDB Local that the service's own item writers fill: with keys that expire within
 * a year, an event of each, and the notices that were put about them.
 */
final class GrowingTable {
  static final int RETENTION_DAYS = 30;
  static final int EVENT_RETENTION_DAYS = 400;
  static final int DATA_APIS = 100;
  static final NoticeSchedule SCHEDULE = NoticeSchedule.of(List.of(30, 7, 1), 90);

  private static final Duration YEAR = Duration.ofDays(365);
  private static final int BATCH = 25;
  private static final int KEYS_OF_A_TASK = 100;
  private static final int WRITERS = 4;
  private static final int PROGRESS = 500;

  private final TestTable table = TestTable.fromTemplate("KeyTable");
  private final DynamoDbClient filler = builder().build();
  private long size;

  /** A table with data APIs and without keys. */
  GrowingTable() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < DATA_APIS; i++) {
      DataApi dataApi = Samples.dataApi(dataApiId(i));
      ChangeContext change = Samples.change();
      items.add(
          new WriteMetadata(EventKind.REGISTERED, change).on(DataApiItem.of(dataApi, change)));
    }
    write(items);
  }

  static String dataApiId(long number) {
    return "data-api-" + number % DATA_APIS;
  }

  String name() {
    return table.name();
  }

  /**
   * Fills the table up to a number of keys.
   *
   * @param progress told the number of keys, now and then
   */
  void fillTo(long keyCount, LongConsumer progress) throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> writing = new ArrayList<>();
    while (size < keyCount) {
      long first = size;
      int count = (int) Math.min(KEYS_OF_A_TASK, keyCount - size);
      size += count;
      writing.add(writers.submit(() -> write(first, count)));
      if (writing.size() == PROGRESS) {
        await(writing);
        progress.accept(size);
      }
    }
    await(writing);
    writers.shutdown();
  }

  private void write(long first, int count) {
    List<Item> items = new ArrayList<>();
    for (long i = first; i < first + count; i++) {
      add(i, items);
    }
    write(items);
  }

  /** Expirations are spread evenly. A twelfth of the keys has expired in the last month. */
  private static void add(long number, List<Item> items) {
    long second = number * 7_919 % YEAR.toSeconds();
    Instant expiresAt = Samples.NOW.minus(Duration.ofDays(30)).plusSeconds(second);
    StoredKey stored = Samples.key(dataApiId(number), expiresAt, null);
    ChangeContext change = Samples.change();
    items.add(
        new WriteMetadata(EventKind.CREATED, change)
            .on(KeyItem.of(stored, change, Duration.ofDays(RETENTION_DAYS))));
    Instant end = Samples.NOW.plus(Duration.ofDays(EVENT_RETENTION_DAYS));
    items.add(
        EventItem.of(
            new KeyEvent(
                    ItemKey.eventId(Long.toString(number)),
                    EventKind.CREATED,
                    EventTarget.of(stored.key().keyId()),
                    stored.key().dataApi().domain(),
                    Samples.NOW,
                    Samples.ADA,
                    Map.of("name", new KeyEvent.FieldChange(null, "batch job")))
                .with(KeyLabel.of(stored.key())),
            end));
    for (NoticeSchedule.Due due : SCHEDULE.due(stored.key(), Samples.NOW)) {
      items.add(NoticeItem.of(Notice.of(due, stored.key(), Samples.NOW, null), end));
    }
  }

  private void write(List<Item> items) {
    for (int i = 0; i < items.size(); i += BATCH) {
      List<WriteRequest> batch =
          items.subList(i, Math.min(i + BATCH, items.size())).stream()
              .map(AttributeValues::of)
              .map(item -> WriteRequest.builder().putRequest(p -> p.item(item)).build())
              .toList();
      Map<String, List<WriteRequest>> left = Map.of(table.name(), batch);
      while (!left.isEmpty()) {
        left =
            filler
                .batchWriteItem(BatchWriteItemRequest.builder().requestItems(left).build())
                .unprocessedItems();
      }
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

  /** A builder of clients of the table. */
  DynamoDbClientBuilder builder() {
    return DynamoDbClients.builder(
            Map.of("AWS_REGION", "us-east-1"), Duration.ofSeconds(30), Duration.ofSeconds(60))
        .endpointOverride(table.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }
}
