package dev.latchkey.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.model.AttributeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The TTL service: deletes expired items, with a stream record that names {@code
 * dynamodb.amazonaws.com} as the one who did it.
 *
 * <p>DynamoDB Local has a job of its own for it. It runs every 10 seconds whether a test wants it
 * or not, and stops at the first item that lacks an index attribute; so it is not used.
 */
final class TimeToLive {
  private static final Duration OLDEST = Duration.ofDays(5 * 365);

  private final DynamoDbClient client;
  private final LocalDBAccess store;

  TimeToLive(DynamoDbClient client, LocalDBAccess store) {
    this.client = client;
    this.store = store;
  }

  int sweep(String table, String attribute, Instant now) {
    List<String> key =
        client.describeTable(r -> r.tableName(table)).table().keySchema().stream()
            .map(KeySchemaElement::attributeName)
            .toList();
    ScanRequest expired =
        ScanRequest.builder()
            .tableName(table)
            .filterExpression("#ttl BETWEEN :oldest AND :now")
            .expressionAttributeNames(Map.of("#ttl", attribute))
            .expressionAttributeValues(
                Map.of(":oldest", number(now.minus(OLDEST)), ":now", number(now)))
            .build();
    Lock lock = store.getLockForTable(table).writeLock();
    lock.lock();
    try {
      int deleted = 0;
      for (var item : client.scanPaginator(expired).items()) {
        Map<String, AttributeValue> itemKey = new HashMap<>();
        item.forEach(
            (name, value) -> {
              if (key.contains(name)) {
                itemKey.put(name, new AttributeValue(value.s()));
              }
            });
        deleted += store.deleteRecord(table, itemKey, true) ? 1 : 0;
      }
      return deleted;
    } finally {
      lock.unlock();
    }
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue number(Instant at) {
    return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN(
        Long.toString(at.getEpochSecond()));
  }
}
