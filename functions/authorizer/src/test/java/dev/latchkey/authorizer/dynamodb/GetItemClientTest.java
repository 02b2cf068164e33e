package dev.latchkey.authorizer.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.CannedServer;
import dev.latchkey.core.dynamodb.CannedServer.Answer;
import dev.latchkey.core.dynamodb.DynamoDbClientContract;
import dev.latchkey.core.dynamodb.item.AttributeValues;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.Samples;
import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests the authorizer's client against the contract that the SDK's client fulfils. */
class GetItemClientTest extends DynamoDbClientContract {
  private static final ItemKey ORDERS = ItemKey.ofDataApi("orders");

  @Override
  protected Client client(URI endpoint, Duration attempt, Duration request) {
    GetItemClient items = items(endpoint, attempt, "table");
    return new Client() {
      @Override
      public Object ask() {
        return lookup();
      }

      @Override
      public LookupResult lookup() {
        return new DynamoDbKeyReader(items).key(Samples.key().key().keyId(), Deadline.in(request));
      }

      @Override
      public void close() {
        items.close();
      }
    };
  }

  static GetItemClient items(URI endpoint, Duration attempt, String table) {
    return GetItemClients.create(
        Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
        InstantSource.system(),
        table,
        attempt);
  }

  @Test
  void readsEveryTypeAsTheSdkDoes() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    Map<String, AttributeValue> item = new HashMap<>(AttributeValues.of(ORDERS));
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, -1, 127, -128});
    AttributeValue text = AttributeValue.fromS("\"Zoë\" \\ \u2028 \uD83D\uDD11\n\u0000");
    AttributeValue list = AttributeValue.fromL(List.of(text, AttributeValue.fromL(List.of())));
    item.put("S", text);
    item.put("empty", AttributeValue.fromS(""));
    item.put("N", AttributeValue.fromN("-12345678901234567890.125"));
    item.put("B", AttributeValue.fromB(bytes));
    item.put("BOOL", AttributeValue.fromBool(false));
    item.put("NULL", AttributeValue.fromNul(true));
    item.put("L", list);
    item.put("M", AttributeValue.fromM(Map.of("a b", list, "c", AttributeValue.fromM(Map.of()))));
    item.put("SS", AttributeValue.fromSs(List.of("a", "b")));
    item.put("NS", AttributeValue.fromNs(List.of("1", "2.5")));
    item.put("BS", AttributeValue.fromBs(List.of(bytes)));
    table.client().putItem(r -> r.tableName(table.name()).item(item));
    Map<String, AttributeValue> read =
        table
            .client()
            .getItem(r -> r.tableName(table.name()).key(AttributeValues.of(ORDERS)))
            .item();
    assertThat(read).isEqualTo(item);
    try (GetItemClient items = items(table.endpoint(), PATIENCE, table.name())) {
      Map<String, Object> values = items.get(ORDERS, Deadline.in(PATIENCE)).orElseThrow().values();
      assertThat(values)
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .isEqualTo(AttributeValues.item(read).values());
      assertThat(values).hasSize(item.size()).containsEntry("NULL", Item.NULL);
      assertThat((byte[]) values.get("B")).isEqualTo(bytes.asByteArray());
    }
  }

  @Test
  void findsNothingWhereNothingIs() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (GetItemClient items = items(table.endpoint(), PATIENCE, table.name())) {
      assertThat(items.get(ORDERS, Deadline.in(PATIENCE))).isEmpty();
    }
  }

  @Test
  void asksForTheItemByAStronglyConsistentRead() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        GetItemClient items = items(server.endpoint(), PATIENCE, "ta\"ble")) {
      assertThat(items.get(ORDERS, Deadline.in(PATIENCE))).isEmpty();
      assertThat(server.received().get(0).body())
          .contains("\"TableName\":\"ta\\\"ble\"")
          .contains("\"pk\":{\"S\":\"API#orders\"}", "\"sk\":{\"S\":\"API\"}")
          .contains("\"ConsistentRead\":true");
    }
  }

  @Test
  void twoReadsOfOneDecisionShareItsTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GetItemClient items = items(local(silent.getLocalPort()), A_TRY, "table")) {
      assertThat(reason(() -> items.get(ORDERS, Deadline.in(IN_ALL))))
          .isEqualTo(RequestException.Reason.UNAVAILABLE);
      Deadline shared = Deadline.in(IN_ALL);
      long start = System.nanoTime();
      for (int i = 0; i < 2; i++) {
        assertThat(reason(() -> items.get(ORDERS, shared)))
            .isEqualTo(RequestException.Reason.UNAVAILABLE);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_ALL.plus(SLACK));
      assertThat(bestTime(() -> items.get(ORDERS, Deadline.in(IN_ALL))))
          .as("with a deadline of its own")
          .isGreaterThan(A_TRY);
    }
  }

  @Test
  void theTimeOfADecisionRunsFromItsFirstRead() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        GetItemClient items = items(server.endpoint(), A_TRY, "table")) {
      Deadline deadline = Deadline.in(IN_ALL);
      long coldUntil = System.nanoTime() + IN_ALL.toNanos();
      while (System.nanoTime() < coldUntil) {
        Thread.onSpinWait();
      }
      assertThat(items.get(ORDERS, deadline)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "{",
        "{\"Item\":7}",
        "{\"Item\":{\"pk\":7}}",
        "{\"Item\":{\"pk\":{}}}",
        "{\"Item\":{\"pk\":{\"S\":7}}}",
        "{\"Item\":{\"pk\":{\"X\":\"a\"}}}",
        "{\"Item\":{\"pk\":{\"B\":\"?\"}}}",
        "{\"Item\":{\"pk\":{\"BOOL\":\"a\"}}}",
        "{\"Item\":{\"pk\":{\"L\":{}}}}",
        "{\"Item\":{\"pk\":{\"S\":\"a\",\"N\":\"1\"}}}"
      })
  void aResponseThatIsNotAnItemFails(String response) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, response));
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(RequestException.Reason.UNAVAILABLE);
    }
  }

  @Test
  void afterItsTimeADecisionReadsNothing() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        GetItemClient items = items(server.endpoint(), A_TRY, "table")) {
      assertThat(reason(() -> items.get(ORDERS, Deadline.in(Duration.ZERO))))
          .isEqualTo(RequestException.Reason.UNAVAILABLE);
      assertThat(server.count()).isZero();
    }
  }

  @Test
  void anInterruptEndsTheDelayBetweenTwoAttempts() throws IOException {
    Thread asking = Thread.currentThread();
    try (CannedServer server =
            new CannedServer(
                n -> {
                  asking.interrupt();
                  return Answer.error(500, "InternalServerError", "");
                });
        Client client = client(server.endpoint())) {
      assertThat(reason(() -> client.ask())).isEqualTo(RequestException.Reason.UNAVAILABLE);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.count()).isEqualTo(1);
    }
  }

  static List<Region> regions() {
    return Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void findsTheEndpointOfARegionAsTheSdkDoes(Region region) {
    assertThat(GetItemClients.endpoint(Map.of(), region))
        .isEqualTo(
            DynamoDbEndpointProvider.defaultProvider()
                .resolveEndpoint(r -> r.region(region).accountIdEndpointMode("disabled"))
                .join()
                .endpointUrl()
                .toUri());
  }

  @Test
  void goesToTheEndpointThatIsSetFirstToDynamoDbsOwn() {
    Map<String, String> both =
        Map.of("AWS_ENDPOINT_URL", "http://a:1", "AWS_ENDPOINT_URL_DYNAMODB", "http://b:2");
    assertThat(GetItemClients.endpoint(both, Region.US_EAST_1)).hasToString("http://b:2");
    assertThat(GetItemClients.endpoint(Map.of("AWS_ENDPOINT_URL", "http://a:1"), Region.US_EAST_1))
        .hasToString("http://a:1");
  }
}
