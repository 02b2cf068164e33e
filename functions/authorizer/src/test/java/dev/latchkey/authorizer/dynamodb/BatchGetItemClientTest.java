package dev.latchkey.authorizer.dynamodb;

import static dev.latchkey.authorizer.dynamodb.GetItemClientTest.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.CannedServer;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import dev.latchkey.core.dynamodb.DynamoDbClientContract;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Attributes;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests reads of two items against the contract that the SDK's client fulfils. */
class BatchGetItemClientTest extends DynamoDbClientContract {
  private static final ItemKey ORDERS = ItemKey.ofDataApi("orders");
  private static final ItemKey KEY = ItemKey.of(Samples.key().key().keyId());

  @Override
  protected Client client(URI endpoint, Duration attempt, Duration request) {
    GetItemClient items = items(endpoint, attempt, "table");
    return new Client() {
      @Override
      public Object ask() {
        return items.getBoth(KEY, ORDERS, Deadline.in(request));
      }

      @Override
      public LookupResult lookup() {
        return new DynamoDbKeyReader(items)
            .both(Samples.key().key().keyId(), "orders", Deadline.in(request))
            .key();
      }

      @Override
      public void close() {
        items.close();
      }
    };
  }

  @Test
  void readsTheItemsThatExist() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (GetItemClient items = items(table.endpoint(), PATIENCE, table.name())) {
      assertThat(items.getBoth(KEY, ORDERS, Deadline.in(PATIENCE))).isEmpty();
      put(table, ORDERS);
      assertThat(items.getBoth(KEY, ORDERS, Deadline.in(PATIENCE))).containsOnlyKeys(ORDERS);
      put(table, KEY);
      Map<ItemKey, Item> both = items.getBoth(KEY, ORDERS, Deadline.in(PATIENCE));
      assertThat(both).containsOnlyKeys(KEY, ORDERS);
      both.forEach((key, item) -> assertThat(item.text("says")).isEqualTo(key.pk()));
    }
  }

  private static void put(TestTable table, ItemKey key) {
    Map<String, AttributeValue> item = new HashMap<>(AttributeValues.of(key));
    item.put("says", AttributeValue.fromS(key.pk()));
    table.client().putItem(r -> r.tableName(table.name()).item(item));
  }

  @Test
  void asksForBothByStronglyConsistentReads() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        GetItemClient items = items(server.endpoint(), PATIENCE, "table")) {
      assertThat(items.getBoth(KEY, ORDERS, Deadline.in(PATIENCE))).isEmpty();
      assertThat(server.received().get(0).body())
          .isEqualTo(
              "{\"RequestItems\":{\"table\":{\"Keys\":["
                  + "{\"pk\":{\"S\":\"%s\"},\"sk\":{\"S\":\"KEY\"}},".formatted(KEY.pk())
                  + "{\"pk\":{\"S\":\"API#orders\"},\"sk\":{\"S\":\"API\"}}],"
                  + "\"ConsistentRead\":true}}}");
    }
  }

  @Test
  void anItemThatWasNotProcessedIsReadAgain() throws IOException {
    String item = "{\"%s\":{\"S\":\"a\"},\"%s\":{\"S\":\"b\"}}";
    String found =
        "{\"UnprocessedKeys\":{},\"Responses\":{\"table\":[%s]}}"
            .formatted(item.formatted(Attributes.PK, Attributes.SK));
    String left = "{\"Responses\":{\"table\":[]},\"UnprocessedKeys\":{\"table\":{\"Keys\":[]}}}";
    try (CannedServer server = new CannedServer(n -> new Answer(200, n == 1 ? left : found));
        GetItemClient items = items(server.endpoint(), A_TRY, "table")) {
      assertThat(items.getBoth(KEY, ORDERS, Deadline.in(Duration.ofSeconds(5))))
          .containsOnlyKeys(new ItemKey("a", "b"));
      assertThat(server.count()).isEqualTo(2);
    }
    try (CannedServer server = new CannedServer(n -> new Answer(200, left));
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(RequestException.Reason.THROTTLED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"Responses\":{\"table\":7}}",
        "{\"Responses\":{\"table\":[7]}}",
        "{\"Responses\":{\"table\":[{\"pk\":7}]}}"
      })
  void aResponseWithoutItemsFails(String response) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, response));
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(RequestException.Reason.UNAVAILABLE);
    }
  }
}
