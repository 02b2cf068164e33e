package dev.latchkey.handler;

import dev.latchkey.dynamodb.DynamoDbClients;
import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbEventStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.EventStore;
import dev.latchkey.key.KeyStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where keys, data APIs and events are kept. */
record Stores(KeyStore keys, DataApiStore dataApis, EventStore events) {
  private static final int A_CENTURY = 36_500;

  /**
   * The stores in the table that an environment names.
   *
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  static Stores of(Environment environment) {
    String table = environment.required("TABLE_NAME");
    int retentionDays = environment.number("RETENTION_DAYS", 0, A_CENTURY);
    int eventRetentionDays = environment.number("EVENT_RETENTION_DAYS", 1, A_CENTURY);
    DynamoDbClient client = DynamoDbClients.forManagement();
    return new Stores(
        new DynamoDbKeyStore(client, table, retentionDays),
        new DynamoDbDataApiStore(client, table, retentionDays),
        new DynamoDbEventStore(client, table, eventRetentionDays));
  }
}
