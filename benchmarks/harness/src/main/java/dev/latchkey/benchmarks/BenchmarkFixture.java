package dev.latchkey.benchmarks;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.KeyFactory;
import dev.latchkey.core.application.NewDataApi;
import dev.latchkey.core.application.NewKey;
import dev.latchkey.core.application.RegisterDataApi;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.domain.Validity;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.DynamoDbKeyStore;
import dev.latchkey.local.dynamodb.TestTable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One data API with one key, made by the service's own code in DynamoDB Local.
 *
 * @param key the key's text
 * @param items the table's items in DynamoDB's JSON, by partition key
 */
record BenchmarkFixture(KeyText key, Map<String, String> items) {
  private static final String DATA_API_ID = "orders-data-api";

  static BenchmarkFixture create() {
    TestTable table = TestTable.fromTemplate("KeyTable");
    var keys = new DynamoDbKeyStore(table.client(), table.name(), 30, 400);
    var dataApis = new DynamoDbDataApiStore(table.client(), table.name(), 30);
    var maker = new KeyFactory(new SecureRandom(), "lk", new ValidityLimits(365, 365));
    var wanted =
        new NewDataApi(
            "sales",
            FieldValues.NONE
                .with(DataApiFields.DATASET, "orders")
                .with(DataApiFields.DESCRIPTION, "Orders of the last ten years.")
                .with(
                    DataApiFields.ROUTES,
                    List.of(
                        new Route("orders1234", "live", "GET", "/orders"),
                        new Route("orders1234", "live", "GET", "/orders/*"))),
            new NewKey(
                DATA_API_ID,
                FieldValues.NONE
                    .with(KeyFields.NAME, "benchmark")
                    .with(KeyFields.DESCRIPTION, "A key."),
                new Validity.Unstated(),
                null));
    KeyText text =
        Objects.requireNonNull(
            new RegisterDataApi(dataApis, keys, maker, DomainScope.ALL)
                .register(
                    wanted,
                    new ValidationErrors(),
                    new ChangeContext(UUID.randomUUID(), new Actor("engineer", "engineer"), Instant.now()))
                .firstKey()
                .text());
    String keyItem = "KEY#" + text.keyId().value();
    String dataApiItem = "API#" + DATA_API_ID;
    return new BenchmarkFixture(
        text,
        Map.of(keyItem, item(table, keyItem, "KEY"), dataApiItem, item(table, dataApiItem, "API")));
  }

  private static String item(TestTable table, String pk, String sk) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    return object(
        table.client().getItem(request -> request.tableName(table.name()).key(key)).item());
  }

  private static String object(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .map(each -> '"' + each.getKey() + "\":" + value(each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A value in DynamoDB's JSON; the texts of this fixture need no escapes. */
  private static String value(AttributeValue value) {
    return switch (value.type()) {
      case S -> "{\"S\":\"" + value.s() + "\"}";
      case N -> "{\"N\":\"" + value.n() + "\"}";
      case B -> "{\"B\":\"" + Base64.getEncoder().encodeToString(value.b().asByteArray()) + "\"}";
      case M -> "{\"M\":" + object(value.m()) + "}";
      case L ->
          value.l().stream().map(BenchmarkFixture::value).collect(Collectors.joining(",", "{\"L\":[", "]}"));
      default -> throw new IllegalStateException("No item has a value such as " + value.type());
    };
  }
}
