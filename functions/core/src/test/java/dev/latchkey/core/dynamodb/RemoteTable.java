package dev.latchkey.core.dynamodb;

import dev.latchkey.local.dynamodb.TestTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A table in another DynamoDB with the definition of a test table. It is deleted after the tests.
 */
final class RemoteTable {
  private RemoteTable() {}

  /** Creates the table. */
  static void create(DynamoDbClient client, String name, TestTable definition) {
    TableDescription wanted =
        definition.client().describeTable(r -> r.tableName(definition.name())).table();
    client.createTable(
        r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(wanted.attributeDefinitions())
                .keySchema(wanted.keySchema())
                .globalSecondaryIndexes(
                    wanted.globalSecondaryIndexes().stream()
                        .map(
                            index ->
                                GlobalSecondaryIndex.builder()
                                    .indexName(index.indexName())
                                    .keySchema(index.keySchema())
                                    .projection(index.projection())
                                    .build())
                        .toList()));
    try (var waiter = client.waiter()) {
      waiter.waitUntilTableExists(r -> r.tableName(name));
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> client.deleteTable(r -> r.tableName(name))));
  }
}
