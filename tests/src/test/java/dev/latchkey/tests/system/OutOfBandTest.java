package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What someone writes into the table out of band never holds up the audit log. */
final class OutOfBandTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  /** The most 4 KB that a consistent read of an event of 32 KB takes. */
  private static final double UNITS = 8;

  @BeforeAll
  static void warmUp() {
    awaitCreated(Fixtures.key());
  }

  @Test
  void aTimeFarInTheFutureIsUnreadableAndHoldsNothingUp() {
    Instant start = Instant.now().minusSeconds(1);
    String id = "FarFuture0000000";
    Map<String, AttributeValue> item = new HashMap<>(Fixtures.item("KEY#" + id, "KEY"));
    item.put("change_id", AttributeValue.fromS("forged"));
    item.put("change", AttributeValue.fromS("edited"));
    item.put("changed_at", AttributeValue.fromN("31556889864403199"));
    put(item);

    awaitCreated(Fixtures.key());
    JsonNode event = onlyEvent("/v1/keys/" + id);
    assertThat(event.path("kind").asText()).isEqualTo("altered");
    assertThat(event.path("unreadable").asBoolean()).isTrue();
    assertThat(event.at("/by/subject").asText()).isEqualTo("unknown");
    assertThat(event.path("changes")).isEmpty();
    assertThat(Instant.parse(event.path("at").asText()))
        .isBetween(start, Instant.now().plusSeconds(1));
  }

  @Test
  void anEventOfManyLongValuesIsCut() {
    String id = "long-values";
    put(item(id, "海".repeat(4_200), "/before-"));
    awaitCreated(Fixtures.key());
    put(item(id, "山".repeat(4_200), "/after-"));

    awaitCreated(Fixtures.key());
    JsonNode newest = events("/v1/data-apis/" + id).path(0);
    assertThat(events("/v1/data-apis/" + id)).hasSize(2);
    assertThat(newest.path("kind").asText()).isEqualTo("altered");
    assertThat(newest.path("cut").asBoolean()).isTrue();
    assertThat(newest.path("unreadable").isMissingNode()).isTrue();
    assertThat(newest.at("/changes/description/from").asText()).matches("海+…");
    assertThat(newest.at("/changes/description/to").asText()).matches("山+…");
    assertThat(newest.at("/changes/routes/from")).isNotEmpty().hasSizeLessThan(100);
    assertThat(unitsOfNewest("EVENT#API#" + id)).isLessThanOrEqualTo(UNITS);
  }

  private static Map<String, AttributeValue> item(String id, String text, String path) {
    Map<String, AttributeValue> about = texts(text, "name", "description", "dataset");
    about.put("created_by", actor(text));
    Map<String, AttributeValue> route =
        Map.of(
            "api_id", AttributeValue.fromS("a".repeat(64)),
            "stage", AttributeValue.fromS("*"),
            "method", AttributeValue.fromS("GET"),
            "path", AttributeValue.fromS(path + "p".repeat(240)));
    about.put(
        "routes", AttributeValue.fromL(Collections.nCopies(100, AttributeValue.fromM(route))));
    Map<String, AttributeValue> state = texts(text, "revoke_reason");
    state.put("revoked_by", actor(text));
    Map<String, AttributeValue> item = new HashMap<>(Fixtures.item("API#" + id, "API"));
    item.putAll(texts(text, "domain"));
    item.put("changed_by", actor(text));
    item.put("about", AttributeValue.fromM(about));
    item.put("state", AttributeValue.fromM(state));
    return item;
  }

  private static Map<String, AttributeValue> texts(String text, String... names) {
    Map<String, AttributeValue> texts = new HashMap<>();
    for (String name : names) {
      texts.put(name, AttributeValue.fromS(text));
    }
    return texts;
  }

  private static AttributeValue actor(String text) {
    return AttributeValue.fromM(texts(text, "subject", "name"));
  }

  private static void put(Map<String, AttributeValue> item) {
    Fixtures.LATCHKEY.direct().putItem(r -> r.tableName(Fixtures.LATCHKEY.table()).item(item));
  }

  /** A key that was just made has its event soon. */
  private static void awaitCreated(Made key) {
    Instant made = Instant.now();
    Fixtures.eventually(() -> HistoryTest.kinds(key.path()), kinds -> kinds.contains("created"));
    assertThat(Duration.between(made, Instant.now())).isLessThan(SOON);
  }

  private static JsonNode onlyEvent(String path) {
    JsonNode events = events(path);
    assertThat(events).hasSize(1);
    return events.path(0);
  }

  private static JsonNode events(String path) {
    return engineer().get(path + "/events").expect(200).json().path("events");
  }

  private static double unitsOfNewest(String pk) {
    return Fixtures.LATCHKEY
        .direct()
        .query(
            r ->
                r.tableName(Fixtures.LATCHKEY.table())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                    .scanIndexForward(false)
                    .limit(1)
                    .consistentRead(true)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
        .consumedCapacity()
        .capacityUnits();
  }
}
