package dev.latchkey.dynamodb;

import dev.latchkey.local.dynamodb.TestTable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A DynamoDB that is not DynamoDB Local: the one at {@code -Dlatchkey.dynamodb.endpoint=URL}, with
 * the credentials that the SDK finds, or else LocalStack in a container. Where there is neither,
 * the tests that ask for it are skipped, and say why.
 */
final class OtherDynamoDb {
  private static final String ENDPOINT = "latchkey.dynamodb.endpoint";
  private static final DockerImageName LOCALSTACK =
      DockerImageName.parse("localstack/localstack:4.14.0");
  private static final int PORT = 4566;

  private OtherDynamoDb() {}

  /** The stores on a new table of the template's definition. */
  static Stores stores() {
    String given = System.getProperty(ENDPOINT);
    DynamoDbClient client =
        given == null
            ? client(
                localStack(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            : client(URI.create(given), DefaultCredentialsProvider.builder().build());
    TestTable definition = TestTable.fromTemplate("KeyTable");
    String name = "latchkey-contract-" + UUID.randomUUID();
    client.createTable(like(definition, name));
    client.waiter().waitUntilTableExists(r -> r.tableName(name));
    return new Stores(client, name, definition);
  }

  private static URI localStack() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "No Docker engine for LocalStack; -D" + ENDPOINT + "=URL names another DynamoDB.");
    GenericContainer<?> container = new GenericContainer<>(LOCALSTACK).withExposedPorts(PORT);
    try {
      container.withEnv("SERVICES", "dynamodb").start();
    } catch (ContainerLaunchException e) {
      return Assumptions.abort("LocalStack does not start: " + e.getMessage());
    }
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  private static DynamoDbClient client(URI endpoint, AwsCredentialsProvider credentials) {
    return DynamoDbClients.builder(
            Map.of("AWS_REGION", region()), Duration.ofSeconds(10), Duration.ofSeconds(30))
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .build();
  }

  private static String region() {
    @Nullable String region = System.getenv("AWS_REGION");
    return region == null ? "us-east-1" : region;
  }

  private static CreateTableRequest like(TestTable definition, String name) {
    TableDescription table =
        definition.client().describeTable(r -> r.tableName(definition.name())).table();
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(table.keySchema())
        .attributeDefinitions(table.attributeDefinitions())
        .streamSpecification(table.streamSpecification())
        .globalSecondaryIndexes(
            table.globalSecondaryIndexes().stream()
                .map(
                    index ->
                        GlobalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(index.keySchema())
                            .projection(index.projection())
                            .build())
                .toList())
        .build();
  }
}
