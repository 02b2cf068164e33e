package dev.latchkey.core.dynamodb;

import dev.latchkey.core.dynamodb.expression.ExpressionBuilder;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.local.dynamodb.TestTable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stores on their own table, with the client of the functions.
 *
 * @param client the client
 * @param endpoint the endpoint of the table
 * @param table the table's name
 * @param local the table in DynamoDB Local, as the template defines it
 */
public record TestStores(DynamoDbClient client, URI endpoint, String table, TestTable local) {
  public static final int RETENTION_DAYS = 30;
  public static final int EVENT_RETENTION_DAYS = 400;

  private static final @Nullable String ENDPOINT = System.getProperty("latchkey.dynamodb.endpoint");

  /** Creates stores in DynamoDB Local, with stream and TTL. */
  public static TestStores create(ExecutionInterceptor... interceptors) {
    TestTable table = TestTable.fromTemplate("KeyTable");
    return new TestStores(
        client(table.endpoint(), interceptors), table.endpoint(), table.name(), table);
  }

  /**
   * Creates stores in the DynamoDB at the property {@code latchkey.dynamodb.endpoint}, or in
   * DynamoDB Local. Its indexes must be strongly consistent.
   */
  static TestStores createAnywhere(ExecutionInterceptor... interceptors) {
    return ENDPOINT == null ? create(interceptors) : at(URI.create(ENDPOINT), interceptors);
  }

  /** Creates stores in the DynamoDB at an endpoint. */
  static TestStores at(URI endpoint, ExecutionInterceptor... interceptors) {
    TestTable local = TestTable.fromTemplate("KeyTable");
    String name = "latchkey-test-" + UUID.randomUUID();
    RemoteTable.create(builder(endpoint).build(), name, local);
    return new TestStores(client(endpoint, interceptors), endpoint, name, local);
  }

  public TestStores with(ExecutionInterceptor... interceptors) {
    return new TestStores(client(endpoint, interceptors), endpoint, table, local);
  }

  public DynamoDbKeyStore keys() {
    return new DynamoDbKeyStore(client, table, RETENTION_DAYS, EVENT_RETENTION_DAYS);
  }

  public DynamoDbDataApiStore dataApis() {
    return new DynamoDbDataApiStore(client, table, RETENTION_DAYS);
  }

  public DynamoDbEventStore events() {
    return new DynamoDbEventStore(client, table, EVENT_RETENTION_DAYS);
  }

  public DynamoDbUsageStore usage() {
    return usage(InstantSource.system());
  }

  DynamoDbUsageStore usage(InstantSource clock) {
    return new DynamoDbUsageStore(client, table, clock, new Random());
  }

  /** Returns the attribute values of the item with a key; empty if there is none. */
  Map<String, AttributeValue> raw(ItemKey key) {
    return client
        .getItem(r -> r.tableName(table).key(AttributeValues.of(key)).consistentRead(true))
        .item();
  }

  /** Returns the item with a key; empty if there is none. */
  Item item(ItemKey key) {
    return AttributeValues.item(raw(key));
  }

  /** Changes an item out of band: sets the value at a path, or removes it for {@code null}. */
  public void damage(ItemKey key, String path, @Nullable AttributeValue value) {
    ExpressionBuilder expression = new ExpressionBuilder();
    String name = expression.name(path);
    client.updateItem(
        r -> {
          r.tableName(table)
              .key(AttributeValues.of(key))
              .expressionAttributeNames(expression.names());
          if (value == null) {
            r.updateExpression("REMOVE " + name);
          } else {
            r.updateExpression("SET " + name + " = :v")
                .expressionAttributeValues(Map.of(":v", value));
          }
        });
  }

  private static DynamoDbClient client(URI endpoint, ExecutionInterceptor... interceptors) {
    DynamoDbClientBuilder builder = builder(endpoint);
    for (ExecutionInterceptor interceptor : interceptors) {
      builder.overrideConfiguration(
          builder.overrideConfiguration().copy(c -> c.addExecutionInterceptor(interceptor)));
    }
    return builder.build();
  }

  private static DynamoDbClientBuilder builder(URI endpoint) {
    String region = System.getenv().getOrDefault("AWS_REGION", "us-east-1");
    return DynamoDbClients.builder(
            Map.of("AWS_REGION", region), Duration.ofSeconds(10), Duration.ofSeconds(10))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials());
  }

  private static AwsCredentialsProvider credentials() {
    return ENDPOINT != null && System.getenv("AWS_ACCESS_KEY_ID") != null
        ? EnvironmentVariableCredentialsProvider.create()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }
}
