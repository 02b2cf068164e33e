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

  final TestTable table = TestTable.fromTemplate("KeyTable");
  final DynamoDbKeyStore keys;
  final DynamoDbDataApiStore dataApis;

  /** Without the network. Such a client does not tell that a condition failed. */
  KeysOnTable() {
    this(DirectClient.ofTestTables());
  }

  /** Without the network, and with one data API. */
  KeysOnTable(String dataApiId, List<Route> routes) {
    this(DirectClient.ofTestTables());
    register(dataApiId, routes);
  }

  private KeysOnTable(DynamoDbClient client) {
    keys = new DynamoDbKeyStore(client, table.name(), RETENTION_DAYS, EVENT_RETENTION_DAYS);
    dataApis = new DynamoDbDataApiStore(client, table.name(), RETENTION_DAYS);
  }

  /** Over HTTP, and with one data API. */
  static KeysOnTable overHttp(String dataApiId, List<Route> routes) {
    KeysOnTable stores = new KeysOnTable(TestTable.server().client());
    stores.register(dataApiId, routes);
    return stores;
  }

  private void register(String dataApiId, List<Route> routes) {
    SeededKeys.register(dataApis, dataApiId, routes, AuthorizerWithClock.BEGIN, Attack.random(-1));
  }

  /** An authorizer of one's own. */
  AuthorizerWithClock clocked() {
    return new AuthorizerWithClock(keys, dataApis);
  }
}
