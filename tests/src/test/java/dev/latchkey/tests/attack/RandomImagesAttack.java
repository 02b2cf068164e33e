package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.dynamodb.DynamoDbEventStore;
import dev.latchkey.local.dynamodb.LocalDynamoDb;
import dev.latchkey.management.history.DescribeChange;
import dev.latchkey.management.history.ItemChange;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Records changes of items that hold anything, by the million, each through DynamoDB. */
@Tag("attack")
final class RandomImagesAttack {
  private static final int THREADS = 4;
  private static final int MOST_KILOBYTES = 32;
  private static final int RETENTION_DAYS = 400;
  private static final String TABLE = "events";
  private static final String RFC_3339 = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final LongAdder recorded = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAccumulator largest = new LongAccumulator(Math::max, 0);
  private final Map<EventTarget, Set<String>> kept = new ConcurrentHashMap<>();

  @Test
  void eachIsOneEventThatCanBeKeptAndRead() {
    Attack attack =
        Attack.on(
            RandomImagesAttack.class,
            "Generated input: images of items",
            "Whatever an item held before and after a write, its event can be"
                + " described and stored, and has at most 32 KB. So nothing that is written"
                + " out of band blocks the audit log. On the table, by DynamoDB Local's"
                + " count of write units.");
    int images = attack.size("images", 5_000, 1_000_000);
    try (LocalDynamoDb database = LocalDynamoDb.inMemory();
        DynamoDbClient client = client(database)) {
      createTable(client);
      DynamoDbEventStore events = new DynamoDbEventStore(client, TABLE, RETENTION_DAYS);
      attack.inParallel(
          THREADS, images, (n, random) -> record(events, RandomImages.next(n, random)));
      kept.forEach((subject, ids) -> assertThat(read(events, subject)).isEqualTo(ids));
    }
    assertThat(recorded.sum()).isGreaterThan(images / 2);
    assertThat(unreadable.sum()).isPositive();
    assertThat(largest.get()).isBetween(MOST_KILOBYTES / 2L, (long) MOST_KILOBYTES);
    attack.leave(
        ("%,d images, 0 failures. %,d events were stored, %,d of them as unreadable."
                + " All could be read back, except those whose IDs are too long to read. The"
                + " largest had %d KB.")
            .formatted(images, recorded.sum(), unreadable.sum(), largest.get()));
  }

  private void record(DynamoDbEventStore events, ItemChange image) {
    DescribeChange.event(image)
        .ifPresent(
            event -> {
              assertThat(event.at().toString()).matches(RFC_3339);
              assertThat(event.at()).isBeforeOrEqualTo(RandomImages.RECORDED.plus(SKEW));
              events.append(event, image.at());
              recorded.increment();
              if (event.unreadable()) {
                unreadable.increment();
              }
              note(event);
            });
  }

  /** The partition of a very long id has its end cut, so its events are nobody's to read. */
  private void note(KeyEvent event) {
    if (event.subject().id().length() < 100) {
      kept.computeIfAbsent(event.subject(), it -> ConcurrentHashMap.newKeySet())
          .add(event.eventId());
    }
  }

  private static Set<String> read(DynamoDbEventStore events, EventTarget subject) {
    Set<String> ids = new HashSet<>();
    String next = null;
    do {
      Page<KeyEvent> page = events.list(subject, new Page.Request(1_000, next));
      page.items().forEach(event -> ids.add(event.eventId()));
      next = page.next();
    } while (next != null);
    return ids;
  }

  private DynamoDbClient client(LocalDynamoDb database) {
    return DynamoDbClient.builder()
        .endpointOverride(database.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(c -> c.addExecutionInterceptor(new Units()))
        .build();
  }

  /** Only keys: neither index nor stream, which would keep a million images. */
  private static void createTable(DynamoDbClient client) {
    client.createTable(
        r ->
            r.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** Asks how many write units a put takes: one for each begun kilobyte. */
  private final class Units implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof PutItemRequest put
          ? put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build()
          : context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (context.response() instanceof PutItemResponse put) {
        largest.accumulate(put.consumedCapacity().capacityUnits().longValue());
      }
    }
  }
}
