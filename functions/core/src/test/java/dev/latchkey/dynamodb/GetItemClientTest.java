package dev.latchkey.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.dynamodb.CannedServer.Answer;
import dev.latchkey.key.Fault;
import dev.latchkey.local.dynamodb.TestTable;
import java.io.IOException;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** The authorizer's client, held to what the SDK's does. */
class GetItemClientTest extends DynamoDbClientContract {
  @Override
  DynamoDbClient client(URI endpoint, Duration eachTry) {
    return DynamoDbClients.getItemClient(
        Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
        InstantSource.system(),
        eachTry);
  }

  @Override
  Object ask(DynamoDbClient client) {
    return lookup(client);
  }

  @Test
  void readsEveryTypeAsTheSdkDoes() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    Map<String, AttributeValue> item = new HashMap<>(Keys.ofDataApi("types"));
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
    GetItemRequest request = request(table.name(), "types");
    try (DynamoDbClient client = client(table.endpoint())) {
      assertThat(client.getItem(request).item())
          .isEqualTo(item)
          .isEqualTo(table.client().getItem(request).item());
    }
  }

  @Test
  void findsNothingWhereNothingIs() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    try (DynamoDbClient client = client(table.endpoint())) {
      assertThat(client.getItem(request(table.name(), "none")).item()).isEmpty();
    }
  }

  @Test
  void asksForTheItemByAStronglyConsistentRead() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      client.getItem(request("ta\"ble", "orders"));
      assertThat(server.received().get(0).body())
          .contains("\"TableName\":\"ta\\\"ble\"")
          .contains("\"pk\":{\"S\":\"API#orders\"}", "\"sk\":{\"S\":\"API\"}")
          .contains("\"ConsistentRead\":true");
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
  void anAnswerThatIsNoItemIsNone(String answer) throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, answer));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> ask(client))).isEqualTo(Fault.Reason.UNAVAILABLE);
    }
  }

  @Test
  void afterItsTimeACallAsksNothing() throws IOException {
    try (CannedServer server = new CannedServer(n -> new Answer(200, "{}"));
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> Deadline.within(Duration.ZERO, () -> ask(client))))
          .isEqualTo(Fault.Reason.UNAVAILABLE);
      assertThat(server.count()).isZero();
    }
  }

  @Test
  void anInterruptEndsThePauseBetweenTwoTries() throws IOException {
    Thread asking = Thread.currentThread();
    try (CannedServer server =
            new CannedServer(
                n -> {
                  asking.interrupt();
                  return Answer.error(500, "InternalServerError", "");
                });
        DynamoDbClient client = client(server.endpoint())) {
      assertThat(reason(() -> ask(client))).isEqualTo(Fault.Reason.UNAVAILABLE);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.count()).isEqualTo(1);
    }
  }

  @Test
  void getsWholeItemsOnly() {
    try (DynamoDbClient client = client(URI.create("http://127.0.0.1:1"))) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(
              () ->
                  client.getItem(
                      request("t", "a").toBuilder().projectionExpression("name").build()));
    }
  }

  static List<Region> regions() {
    return Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();
  }

  @ParameterizedTest
  @MethodSource("regions")
  void findsTheEndpointOfARegionAsTheSdkDoes(Region region) {
    assertThat(DynamoDbClients.endpoint(Map.of(), region))
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
    assertThat(DynamoDbClients.endpoint(both, Region.US_EAST_1)).hasToString("http://b:2");
    assertThat(DynamoDbClients.endpoint(Map.of("AWS_ENDPOINT_URL", "http://a:1"), Region.US_EAST_1))
        .hasToString("http://a:1");
  }

  private static GetItemRequest request(String table, String dataApiId) {
    return GetItemRequest.builder()
        .tableName(table)
        .key(Keys.ofDataApi(dataApiId))
        .consistentRead(true)
        .build();
  }
}
