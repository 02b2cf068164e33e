package dev.latchkey.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class LocalDynamoDbTest {
  private static final Map<String, Object> PLAIN =
      Map.of(
          "AttributeDefinitions",
          List.of(attribute("pk")),
          "KeySchema",
          List.of(Map.of("AttributeName", "pk", "KeyType", "HASH")));

  @TempDir Path folder;

  @Test
  void onDiskTheItemsAreThereAfterARestart() {
    try (LocalDynamoDb database = LocalDynamoDb.onDisk(folder)) {
      new Tables(database).create("Things", PLAIN);
      put(database, "one");
    }
    try (LocalDynamoDb database = LocalDynamoDb.onDisk(folder)) {
      new Tables(database).create("Things", PLAIN);
      assertThat(scan(database)).containsExactly("one");
    }
  }

  @Test
  void aTableThatIsThereGetsTheTemplatesIndexesAndStream() {
    try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
      Tables tables = new Tables(database);
      tables.create("Things", PLAIN);
      put(database, "one");
      tables.create("Things", indexed("ALL"));
      tables.create("Things", with("StreamSpecification", Map.of("StreamViewType", "KEYS_ONLY")));
      TableDescription table = describe(database);
      assertThat(table.globalSecondaryIndexes()).isEmpty();
      assertThat(table.latestStreamArn()).isNotNull();
      tables.create("Things", indexed("KEYS_ONLY"));
      assertThat(describe(database).globalSecondaryIndexes())
          .singleElement()
          .extracting(it -> it.projection().projectionTypeAsString())
          .isEqualTo("KEYS_ONLY");
      assertThat(scan(database)).containsExactly("one");
    }
  }

  @Test
  void aTableThatIsThereWithAnotherKeyIsRefused() {
    try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
      Tables tables = new Tables(database);
      tables.create("Things", PLAIN);
      var other =
          Map.of(
              "AttributeDefinitions",
              List.<Object>of(attribute("owner")),
              "KeySchema",
              List.of(Map.of("AttributeName", "owner", "KeyType", "HASH")));
      assertThatThrownBy(() -> tables.create("Things", Map.copyOf(other)))
          .hasMessageContaining("Things");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidToBeDamaged() throws Exception {
    Files.writeString(folder.resolve("dynamodb.db"), "not a database ".repeat(1000));
    assertThatThrownBy(() -> LocalDynamoDb.onDisk(folder))
        .isInstanceOf(DamagedDatabaseException.class);
  }

  @Test
  void aFileWithBrokenPagesIsSaidToBeDamaged() throws Exception {
    try (LocalDynamoDb database = LocalDynamoDb.onDisk(folder)) {
      new Tables(database).create("Things", PLAIN);
      for (int i = 0; i < 50; i++) {
        put(database, "x".repeat(900) + i);
      }
    }
    try (FileChannel file =
        FileChannel.open(folder.resolve("dynamodb.db"), StandardOpenOption.WRITE)) {
      byte[] rubbish = new byte[(int) (file.size() / 2)];
      java.util.Arrays.fill(rubbish, (byte) 7);
      file.write(ByteBuffer.wrap(rubbish), file.size() / 3);
    }
    assertThatThrownBy(() -> LocalDynamoDb.onDisk(folder))
        .isInstanceOf(DamagedDatabaseException.class);
  }

  @Test
  void itListensOnLoopbackOnly() {
    try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
      URI endpoint = database.endpoint();
      assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
      assertThat(endpoint.getPort()).isPositive();
    }
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> properties = new HashMap<>(PLAIN);
    properties.put(name, value);
    return properties;
  }

  private static Map<String, Object> attribute(String name) {
    return Map.of("AttributeName", name, "AttributeType", "S");
  }

  private static Map<String, Object> indexed(String projection) {
    Map<String, Object> properties =
        with(
            "GlobalSecondaryIndexes",
            List.of(
                Map.of(
                    "IndexName",
                    "by-owner",
                    "KeySchema",
                    List.of(Map.of("AttributeName", "owner", "KeyType", "HASH")),
                    "Projection",
                    Map.of("ProjectionType", projection))));
    properties.put("AttributeDefinitions", List.of(attribute("pk"), attribute("owner")));
    return properties;
  }

  private static void put(LocalDynamoDb database, String pk) {
    try (DynamoDbClient client = database.client()) {
      client.putItem(r -> r.tableName("Things").item(Map.of("pk", AttributeValue.fromS(pk))));
    }
  }

  private static List<String> scan(LocalDynamoDb database) {
    try (DynamoDbClient client = database.client()) {
      return client.scan(r -> r.tableName("Things")).items().stream()
          .flatMap(item -> item.values().stream())
          .map(AttributeValue::s)
          .toList();
    }
  }

  private static TableDescription describe(LocalDynamoDb database) {
    return database.direct().describeTable(r -> r.tableName("Things")).table();
  }
}
