package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.BY_EXPIRY;
import static dev.latchkey.core.dynamodb.item.Attributes.EXPIRES_AT;
import static dev.latchkey.core.dynamodb.item.Attributes.KEY_KIND;
import static dev.latchkey.core.dynamodb.item.Attributes.LIVE;
import static dev.latchkey.core.dynamodb.item.Attributes.PK;
import static dev.latchkey.core.dynamodb.item.Attributes.SK;

import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import dev.latchkey.core.dynamodb.mapping.NoticeItem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Stores notices in DynamoDB, and finds keys by the index of expirations. */
public final class DynamoDbNoticeStore implements NoticeStore {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final Table table;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   */
  public DynamoDbNoticeStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action) {
    Map<String, AttributeValue> next = null;
    do {
      QueryResponse page = table.query(expiring(from, until, next));
      action.accept(
          page.items().stream()
              .map(AttributeValues::item)
              .flatMap(item -> PagedQuery.Part.readable(item, KeyItem::key).stream())
              .toList());
      next = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (next != null);
  }

  private static QueryRequest.Builder expiring(
      Instant from, Instant until, @Nullable Map<String, AttributeValue> after) {
    ExpressionBuilder expression = new ExpressionBuilder();
    return QueryRequest.builder()
        .indexName(BY_EXPIRY)
        .keyConditionExpression(
            "%s AND %s BETWEEN %s AND %s"
                .formatted(
                    expression.equal(LIVE, KEY_KIND),
                    expression.name(EXPIRES_AT),
                    expression.value(from.isBefore(FIRST) ? FIRST : from),
                    expression.value(until.isAfter(LAST) ? LAST : until)))
        .expressionAttributeNames(expression.names())
        .expressionAttributeValues(expression.values())
        .exclusiveStartKey(after);
  }

  @Override
  public Set<NoticeId> existing(Collection<NoticeId> ids) {
    Map<ItemKey, NoticeId> byKey = new HashMap<>();
    ids.forEach(id -> byKey.put(ItemKey.of(id), id));
    return table.getAll(byKey.keySet(), List.of(PK, SK)).stream()
        .map(item -> byKey.get(new ItemKey(item.text(PK), item.text(SK))))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean put(Notice notice, Instant until) {
    return table.putNew(NoticeItem.of(notice, until));
  }
}
