package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;
import static dev.latchkey.core.dynamodb.item.Attributes.USAGE_PK;
import static dev.latchkey.core.dynamodb.item.Attributes.USAGE_TOTAL_SK;
import static dev.latchkey.core.dynamodb.item.Attributes.USED;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.UsageDay;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.UsageItem;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Stores usage in DynamoDB, in partitions of its own, so that no other role can write it. */
public final class DynamoDbUsageStore implements UsageStore {
  private static final Duration MARKED = Duration.ofDays(1);

  private final Table table;
  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   * @param clock the clock by which markers expire
   * @param random draws the pauses between attempts
   */
  public DynamoDbUsageStore(
      DynamoDbClient client, String table, InstantSource clock, RandomGenerator random) {
    this.table = new Table(client, table);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void add(UsageBatch batch) {
    List<UsageWrite> writes = UsageWrite.of(batch);
    for (int part = 0; part * UsageTransaction.MAX_WRITES < writes.size(); part++) {
      int from = part * UsageTransaction.MAX_WRITES;
      int to = Math.min(from + UsageTransaction.MAX_WRITES, writes.size());
      new UsageTransaction(
              table, ItemKey.ofUsageBatch(batch.id(), part), clock.instant().plus(MARKED), random)
          .write(writes.subList(from, to));
    }
  }

  @Override
  public Map<KeyId, KeyUsage> find(Collection<KeyId> keyIds) {
    Map<KeyId, KeyUsage> found = new HashMap<>();
    List<ItemKey> keys = keyIds.stream().distinct().map(ItemKey::ofUsage).toList();
    table.getAll(keys, UsageItem.TOTAL).forEach(item -> add(item, found));
    return found;
  }

  @Override
  public Report report(KeyId keyId, LocalDate from) {
    ExpressionBuilder expression = new ExpressionBuilder();
    String condition =
        "%s AND %s BETWEEN %s AND %s"
            .formatted(
                expression.equal(PK, ItemKey.ofUsage(keyId).pk()),
                expression.name(SK),
                expression.value(ItemKey.ofUsage(keyId, from).sk()),
                expression.value(USAGE_TOTAL_SK));
    List<Item> items =
        table
            .query(
                QueryRequest.builder()
                    .consistentRead(true)
                    .keyConditionExpression(condition)
                    .projectionExpression(expression.names(UsageItem.ALL))
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values()))
            .items()
            .stream()
            .map(AttributeValues::item)
            .toList();
    return new Report(
        items.stream().flatMap(item -> UsageItem.total(item).stream()).findFirst(),
        items.stream()
            .flatMap(item -> UsageItem.day(item).stream())
            .sorted(Comparator.comparing(UsageDay::date).reversed())
            .toList());
  }

  @Override
  public long taken(KeyId keyId, Quota.Window window) {
    return table
        .get(ItemKey.ofLimit(keyId, window), List.of(USED))
        .map(UsageItem::taken)
        .orElse(0L);
  }

  private static void add(Item item, Map<KeyId, KeyUsage> found) {
    KeyId keyId = new KeyId(item.text(PK).substring(USAGE_PK.length()));
    UsageItem.total(item).ifPresent(usage -> found.put(keyId, usage));
  }
}
