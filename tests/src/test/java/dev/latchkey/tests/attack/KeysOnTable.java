package dev.latchkey.tests.attack;

import dev.latchkey.core.domain.Route;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.dynamodb.TestTable;
import dev.latchkey.tests.local.DirectClient;
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
    SeededKeys.register(dataApis, dataApiId, routes, AuthorizerWithClock.BEGIN, Attack.random(-1));
  }

  /** An authorizer of one's own. */
  AuthorizerWithClock clocked() {
    return new AuthorizerWithClock(keys, dataApis);
  }
}
