package dev.latchkey.tests.attack;

import dev.latchkey.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.dynamodb.DynamoDbKeyStore;
import dev.latchkey.key.Route;
import dev.latchkey.local.dynamodb.DirectClient;
import dev.latchkey.local.dynamodb.TestTable;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores on a table of their own in DynamoDB Local, as the template defines it. */
final class KeysOnTable {
  private static final int RETENTION_DAYS = 30;
  private static final int EVENT_RETENTION_DAYS = 400;

  private static final DynamoDbClient CLIENT = DirectClient.ofTestTables();

  final TestTable table = TestTable.fromTemplate("KeyTable");
  final DynamoDbKeyStore keys =
      new DynamoDbKeyStore(CLIENT, table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
  final DynamoDbDataApiStore dataApis =
      new DynamoDbDataApiStore(CLIENT, table.name(), RETENTION_DAYS);

  KeysOnTable() {}

  /** With one data API. */
  KeysOnTable(String dataApiId, List<Route> routes) {
    Keys.register(dataApis, dataApiId, routes, Clocked.BEGIN, Attack.random(-1));
  }

  /** An authorizer of one's own. */
  Clocked clocked() {
    return new Clocked(keys, dataApis);
  }
}
