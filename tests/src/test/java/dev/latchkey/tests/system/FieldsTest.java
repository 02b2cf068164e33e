package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static dev.latchkey.tests.system.Fixtures.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.TextConstraint;
import dev.latchkey.tests.system.Fixtures.Made;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each declared field of a key or a data API goes through every request that can carry it. */
final class FieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those of keys that are texts. {@link RestrictionsTest} has the others. */
  static Stream<Field<?>> fields() {
    return KeyFields.ALL.stream().filter(field -> field.type() instanceof TextConstraint);
  }

  /** Those of data APIs that are texts. {@link DataApisTest} has the routes. */
  static Stream<Field<?>> fieldsOfDataApis() {
    return DataApiFields.ALL.stream().filter(field -> field.type() instanceof TextConstraint);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isCreatedShownListedAndTold(Field<?> field) {
    String dataApiId = Fixtures.dataApi().dataApiId();
    String longest = longest(field);
    ObjectNode body = JSON.createObjectNode().put("data_api_id", dataApiId).put("name", "a key");
    body.put(field.name(), longest);
    RecordedResponse made = engineer().post("/v1/keys", body.toString()).expect(201);
    Made key = new Made(dataApiId, made.text("key_id"), made.text("api_key"));
    assertThat(made.text(field.name())).isEqualTo(longest);
    assertThat(key.seen().text(field.name())).isEqualTo(longest);
    assertThat(listed(key).path(field.name()).asText()).isEqualTo(longest);
    assertThat(change(key.path(), "created", field).path("to").asText()).isEqualTo(longest);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isEditedAndClearedUnlessItIsRequired(Field<?> field) {
    Made key = Fixtures.key();
    ObjectNode set = JSON.createObjectNode().put(field.name(), "edited");
    assertThat(engineer().patch(key.path(), set.toString()).expect(200).text(field.name()))
        .isEqualTo("edited");
    assertThat(change(key.path(), "edited", field).path("to").asText()).isEqualTo("edited");
    ObjectNode clear = JSON.createObjectNode().putNull(field.name());
    RecordedResponse cleared = engineer().patch(key.path(), clear.toString());
    if (field.is(Field.Use.REQUIRED)) {
      assertThat(cleared.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /" + field.name());
    } else {
      assertThat(cleared.expect(200).json().has(field.name())).isFalse();
      assertThat(key.seen().json().has(field.name())).isFalse();
    }
  }

  @Test
  void ofAKeyMayFillTheirBudgetTogether() {
    ObjectNode texts = JSON.createObjectNode();
    int left = KeyFields.BUDGET.maxBytes();
    for (Field<?> field : KeyFields.ALL) {
      if (field.type() instanceof TextConstraint type && left > 0) {
        String text = text(type, Math.min(left, type.maxBytes()));
        texts.put(field.name(), text);
        left -= text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    assertThat(left).as("bytes left").isZero();
    Made key = Fixtures.key();
    String body = texts.deepCopy().put("data_api_id", key.dataApiId()).toString();
    assertHas(texts, engineer().post("/v1/keys", body).expect(201));
    assertHas(texts, engineer().patch(key.path(), texts.toString()).expect(200));
    assertHas(texts, key.seen());
    ObjectNode registration = registration(Fixtures.newId());
    registration.set("key", texts);
    RecordedResponse made = engineer().post("/v1/data-apis", registration.toString()).expect(201);
    texts
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(made.text("/key/" + name)).isEqualTo(texts.path(name).asText()));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isSetOnTheFirstKeyOfADataApi(Field<?> field) {
    ObjectNode body = registration(Fixtures.newId());
    body.putObject("key").put(field.name(), "first");
    RecordedResponse made = engineer().post("/v1/data-apis", body.toString()).expect(201);
    assertThat(made.text("/key/" + field.name())).isEqualTo("first");
  }

  @ParameterizedTest
  @MethodSource("fieldsOfDataApis")
  void ofADataApiIsRegisteredShownListedAndTold(Field<?> field) {
    String id = Fixtures.newId();
    String path = "/v1/data-apis/" + id;
    String longest = longest(field);
    ObjectNode body = registration(id).put(field.name(), longest);
    RecordedResponse made = engineer().post("/v1/data-apis", body.toString()).expect(201);
    assertThat(made.text("/data_api/" + field.name())).isEqualTo(longest);
    assertThat(engineer().get(path).expect(200).text(field.name())).isEqualTo(longest);
    JsonNode listed =
        eventually(
                () ->
                    find(
                        engineer().get("/v1/data-apis").expect(200).json().path("data_apis"),
                        "data_api_id",
                        id),
                found -> found.size() == 1)
            .get(0);
    assertThat(listed.path(field.name()).asText()).isEqualTo(longest);
    assertThat(change(path, "registered", field).path("to").asText()).isEqualTo(longest);
  }

  @ParameterizedTest
  @MethodSource("fieldsOfDataApis")
  void ofADataApiIsEditedAndClearedUnlessItStays(Field<?> field) {
    String path = Fixtures.dataApi().dataApiPath();
    ObjectNode set = JSON.createObjectNode().put(field.name(), "edited");
    RecordedResponse edited = engineer().patch(path, set.toString());
    if (field.is(Field.Use.FIXED)) {
      assertThat(edited.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /" + field.name());
      return;
    }
    assertThat(edited.expect(200).text(field.name())).isEqualTo("edited");
    assertThat(change(path, "edited", field).path("to").asText()).isEqualTo("edited");
    ObjectNode clear = JSON.createObjectNode().putNull(field.name());
    RecordedResponse cleared = engineer().patch(path, clear.toString());
    if (field.is(Field.Use.REQUIRED)) {
      cleared.expect(422, "invalid-request");
    } else {
      assertThat(cleared.expect(200).json().has(field.name())).isFalse();
      assertThat(engineer().get(path).expect(200).json().has(field.name())).isFalse();
    }
  }

  private static ObjectNode registration(String id) {
    ObjectNode body =
        JSON.createObjectNode().put("data_api_id", id).put("domain", "sales").put("dataset", "d");
    body.putArray("routes").addObject().put("api_id", "api-of-" + id);
    return body;
  }

  private static void assertHas(ObjectNode texts, RecordedResponse response) {
    texts
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(response.text(name)).isEqualTo(texts.path(name).asText()));
  }

  /** A text of so many bytes. */
  private static String text(TextConstraint type, int bytes) {
    int wide = Math.max(0, (bytes - type.maxCodePoints() + 2) / 3);
    return "🔑".repeat(wide) + "x".repeat(bytes - 4 * wide);
  }

  private static String longest(Field<?> field) {
    return "x".repeat(((TextConstraint) field.type()).maxCodePoints());
  }

  private static JsonNode listed(Made key) {
    return eventually(
            () ->
                engineer()
                    .get("/v1/keys?data_api_id=" + key.dataApiId())
                    .expect(200)
                    .json()
                    .path("keys"),
            keys -> find(keys, "key_id", key.keyId()).size() == 1)
        .path(0);
  }

  private static JsonNode change(String path, String kind, Field<?> field) {
    return find(
            eventually(
                () -> engineer().get(path + "/events").json().path("events"),
                events -> !find(events, "kind", kind).isEmpty()),
            "kind",
            kind)
        .get(0)
        .path("changes")
        .path(field.name());
  }

  private static List<JsonNode> find(JsonNode list, String member, String value) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(list::get)
        .filter(each -> each.path(member).asText().equals(value))
        .toList();
  }
}
