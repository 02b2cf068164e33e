package dev.latchkey.local.dynamodb;

import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.dynamodbv2.local.shared.exceptions.LocalDBAccessException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table's global secondary indexes, changed one at a time as DynamoDB asks for. */
final class Indexes {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DynamoDbClient client;
  private final String table;
  private final Map<String, GlobalSecondaryIndexDescription> present;

  Indexes(DynamoDbClient client, TableDescription table) {
    this.client = client;
    this.table = table.tableName();
    this.present = byName(table);
  }

  void bringTo(TableDefinition wanted) {
    Set<String> obsolete = new HashSet<>(present.keySet());
    wanted.indexes().stream().filter(this::isPresent).forEach(i -> obsolete.remove(i.indexName()));
    for (String name : obsolete) {
      update(wanted, it -> it.delete(d -> d.indexName(name)));
    }
    for (GlobalSecondaryIndex index : wanted.indexes()) {
      if (!isPresent(index)) {
        update(
            wanted,
            it ->
                it.create(
                    c ->
                        c.indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())));
      }
    }
  }

  private boolean isPresent(GlobalSecondaryIndex wanted) {
    GlobalSecondaryIndexDescription index = present.get(wanted.indexName());
    return index != null
        && index.keySchema().equals(wanted.keySchema())
        && index.projection().projectionType() == wanted.projection().projectionType()
        && Set.copyOf(index.projection().nonKeyAttributes())
            .equals(Set.copyOf(wanted.projection().nonKeyAttributes()));
  }

  private void update(
      TableDefinition wanted, java.util.function.Consumer<GlobalSecondaryIndexUpdate.Builder> how) {
    client.updateTable(
        r ->
            r.tableName(table)
                .attributeDefinitions(wanted.attributes())
                .globalSecondaryIndexUpdates(
                    GlobalSecondaryIndexUpdate.builder().applyMutation(how).build()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!settled()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The indexes of " + table + " are not ready in time");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** DynamoDB Local counts an index's items before it has made the index's columns, and fails. */
  private boolean settled() {
    try {
      return byName(client.describeTable(r -> r.tableName(table)).table()).values().stream()
          .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    } catch (LocalDBAccessException notYet) {
      return false;
    }
  }

  private static Map<String, GlobalSecondaryIndexDescription> byName(TableDescription table) {
    return table.globalSecondaryIndexes().stream()
        .collect(toMap(GlobalSecondaryIndexDescription::indexName, index -> index));
  }
}
