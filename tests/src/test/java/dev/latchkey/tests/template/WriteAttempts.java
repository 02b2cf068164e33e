package dev.latchkey.tests.template;

import dev.latchkey.tests.dynamodb.CallerHeader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Tries, with the role of one function, each way to write a key, a data API, the events of both,
 * usage, the count of a quota, a notice, and what a stack declares.
 */
final class WriteAttempts {
  /** The partition of each thing that a role may be allowed to write. */
  static final List<String> PARTITIONS =
      List.of(
          "KEY#x",
          "API#x",
          "EVENT#KEY#x",
          "EVENT#API#x",
          "USAGE#x",
          "USAGE#BATCH#x#0",
          "LIMIT#x",
          "NOTICE#x",
          "STACK#x");

  private final StackFunctions functions;
  private final String function;

  WriteAttempts(StackFunctions functions, String function) {
    this.functions = functions;
    this.function = function;
  }

  /** The operations that were let through, each with its partition. */
  Set<String> written() {
    String table = functions.template().ref("KeyTable");
    Map<String, BiConsumer<DynamoDbClient, Map<String, AttributeValue>>> operations =
        Map.of(
            "PutItem", (client, key) -> client.putItem(r -> r.tableName(table).item(key)),
            "UpdateItem", (client, key) -> client.updateItem(r -> r.tableName(table).key(key)),
            "DeleteItem", (client, key) -> client.deleteItem(r -> r.tableName(table).key(key)),
            "TransactWriteItems",
                (client, key) ->
                    client.transactWriteItems(r -> r.transactItems(deletion(table, key))));
    Set<String> written = new TreeSet<>();
    try (DynamoDbClient client = client()) {
      for (String partition : PARTITIONS) {
        for (String sk : List.of("KEY", "API", "EVENT#1", "TOTAL", "1#7")) {
          operations.forEach(
              (name, operation) -> {
                if (passes(() -> operation.accept(client, key(partition, sk)))) {
                  written.add(name + " " + partition);
                }
              });
        }
      }
    }
    return written;
  }

  private static TransactWriteItem deletion(String table, Map<String, AttributeValue> key) {
    return TransactWriteItem.builder().delete(d -> d.tableName(table).key(key)).build();
  }

  private static boolean passes(Runnable attempt) {
    try {
      attempt.run();
      return true;
    } catch (DynamoDbException e) {
      if ("AccessDeniedException".equals(e.awsErrorDetails().errorCode())) {
        return false;
      }
      throw e;
    }
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(functions.table().endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(c -> c.putHeader(CallerHeader.NAME, function))
        .build();
  }
}
