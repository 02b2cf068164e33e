package dev.latchkey.tests.architecture.broken.core.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Breaks the rule it is named after. */
final class BreaksNothingScans {
  int count(DynamoDbClient client) {
    return client.scan(r -> r.tableName("keys")).count();
  }
}
