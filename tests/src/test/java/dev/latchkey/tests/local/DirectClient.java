package dev.latchkey.tests.local;

import dev.latchkey.local.dynamodb.TestTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local without the network, for attacks that read it a million times. */
public final class DirectClient {
  private DirectClient() {}

  /** A client of the server that all test tables of this JVM share. */
  public static DynamoDbClient ofTestTables() {
    return TestTable.server().direct();
  }
}
