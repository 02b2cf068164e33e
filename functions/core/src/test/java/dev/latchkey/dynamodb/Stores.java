package dev.latchkey.dynamodb;

import dev.latchkey.local.dynamodb.TestTable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The stores on a table of their own, through the client that the functions use.
 *
 * @param client the client
 * @param table the table, as the template defines it
 */
record Stores(DynamoDbClient client, String table, TestTable local) {
  static final int RETENTION_DAYS = 30;
  static final int EVENT_RETENTION_DAYS = 400;

  static Stores create(ExecutionInterceptor... interceptors) {
    TestTable table = TestTable.fromTemplate("KeyTable");
    return new Stores(client(table.endpoint(), interceptors), table.name(), table);
  }

  Stores with(ExecutionInterceptor... interceptors) {
    return new Stores(client(local.endpoint(), interceptors), table, local);
  }

  DynamoDbKeyStore keys() {
    return new DynamoDbKeyStore(client, table, RETENTION_DAYS);
  }

  DynamoDbDataApiStore dataApis() {
    return new DynamoDbDataApiStore(client, table, RETENTION_DAYS);
  }

  DynamoDbEventStore events() {
    return new DynamoDbEventStore(client, table, EVENT_RETENTION_DAYS);
  }

  private static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    DynamoDbClientBuilder builder =
        DynamoDbClients.builder(
                Map.of("AWS_REGION", "us-east-1"), Duration.ofSeconds(5), Duration.ofSeconds(20))
            .endpointOverride(endpoint)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    for (ExecutionInterceptor interceptor : interceptors) {
      builder.overrideConfiguration(
          builder.overrideConfiguration().copy(c -> c.addExecutionInterceptor(interceptor)));
    }
    return builder.build();
  }
}
