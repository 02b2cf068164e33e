package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.tests.system.Fixtures.Made;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R21: keys and data APIs have tags")
final class TagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TAGS = "{'team': 'finance', 'cost.centre-1': '4711 €'}";
  private static final String SHOWN = "{\"cost.centre-1\":\"4711 €\",\"team\":\"finance\"}";

  @Test
  void areCreatedShownListedAndToldOfAKey() throws IOException {
    String dataApiId = Fixtures.dataApi().dataApiId();
    RecordedResponse made =
        engineer()
            .post(
                "/v1/keys",
                "{'data_api_id': '%s', 'name': 'a key', 'tags': %s}".formatted(dataApiId, TAGS))
            .expect(201);
    String path = "/v1/keys/" + made.text("key_id");
    assertThat(made.json().path("tags")).isEqualTo(tags(SHOWN));
    assertThat(engineer().get(path).expect(200).json().path("tags")).isEqualTo(tags(SHOWN));
    JsonNode listed =
        Fixtures.eventually(
            () -> engineer().get("/v1/keys?data_api_id=" + dataApiId).expect(200).json(),
            page -> page.path("keys").size() == 2);
    assertThat(listed.at("/keys/0/tags")).isEqualTo(tags(SHOWN));
    assertThat(change(path, "created", 1).path("to")).isEqualTo(tags(SHOWN));
  }

  @Test
  void areRegisteredShownListedAndToldOfADataApiAndItsFirstKey() throws IOException {
    String id = Fixtures.newId();
    RecordedResponse made =
        engineer()
            .post(
                "/v1/data-apis",
                """
                {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'tags': %s,
                 'routes': [{'api_id': 'api-of-%s'}], 'key': {'tags': {'first': 'key'}}}
                """
                    .formatted(id, TAGS, id))
            .expect(201);
    String path = "/v1/data-apis/" + id;
    assertThat(made.json().at("/data_api/tags")).isEqualTo(tags(SHOWN));
    assertThat(made.json().at("/key/tags")).isEqualTo(tags("{\"first\":\"key\"}"));
    assertThat(engineer().get(path).expect(200).json().path("tags")).isEqualTo(tags(SHOWN));
    Fixtures.eventually(
        () -> engineer().get("/v1/data-apis").expect(200).json().path("data_apis"),
        listed -> {
          for (JsonNode each : listed) {
            if (each.path("data_api_id").asText().equals(id)) {
              return each.path("tags").toString().equals(SHOWN);
            }
          }
          return false;
        });
    assertThat(change(path, "registered", 1).path("to")).isEqualTo(tags(SHOWN));
  }

  @Test
  void mergeByMemberInAnyState() throws IOException {
    List<String> paths =
        List.of(
            Fixtures.key().path(),
            Fixtures.revoked().path(),
            Fixtures.expired().path(),
            Fixtures.dataApi().dataApiPath());
    for (String path : paths) {
      engineer().patch(path, "{'tags': %s}".formatted(TAGS)).expect(200);
      RecordedResponse merged =
          engineer()
              .patch(path, "{'tags': {'team': null, 'stage': 'test', 'never': null}}")
              .expect(200);
      JsonNode both = tags("{\"cost.centre-1\":\"4711 €\",\"stage\":\"test\"}");
      assertThat(merged.json().path("tags")).isEqualTo(both);
      JsonNode told = change(path, "edited", 2);
      assertThat(told.path("from")).isEqualTo(tags(SHOWN));
      assertThat(told.path("to")).isEqualTo(both);
      assertThat(engineer().patch(path, "{'tags': {}}").expect(200).json().path("tags"))
          .isEqualTo(both);
      RecordedResponse cleared = engineer().patch(path, "{'tags': null}").expect(200);
      assertThat(cleared.json().has("tags")).isFalse();
      assertThat(engineer().get(path).expect(200).json().has("tags")).isFalse();
    }
  }

  @Test
  void theLastTagThatIsClearedClearsAll() {
    Made key = Fixtures.key();
    engineer().patch(key.path(), "{'tags': {'team': 'finance'}}").expect(200);
    RecordedResponse cleared = engineer().patch(key.path(), "{'tags': {'team': null}}").expect(200);
    assertThat(cleared.json().has("tags")).isFalse();
  }

  @Test
  void areAtMostTenAfterAnEdit() {
    Made key = Fixtures.key();
    String ten =
        IntStream.range(0, 10).mapToObj("'t%d': 'x'"::formatted).collect(Collectors.joining(", "));
    for (String path : List.of(key.path(), key.dataApiPath())) {
      engineer().patch(path, "{'tags': {%s}}".formatted(ten)).expect(200);
      assertThat(
              engineer()
                  .patch(path, "{'tags': {'more': 'x'}}")
                  .expect(422, "invalid-request")
                  .wrong())
          .containsExactly("pointer /tags");
      engineer().patch(path, "{'tags': {'more': 'x', 't0': null}}").expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | /tags",
        "'x' | /tags",
        "7 | /tags",
        "true | /tags",
        "{'Team': 'x'} | /tags/Team",
        "{'': 'x'} | /tags/",
        "{'1a': 'x'} | /tags/1a",
        "{'a/b~c': 'x'} | /tags/a~1b~0c",
        "{'team': ''} | /tags/team",
        "{'team': ' '} | /tags/team",
        "{'team': 7} | /tags/team",
        "{'team': ['x']} | /tags/team",
        "{'team': {'a': 'x'}} | /tags/team",
        "{'team': 'a\\nb'} | /tags/team",
      })
  void aWrongValueIsNamed(String value, String pointer) {
    Made key = Fixtures.key();
    String body = "{'tags': %s}".formatted(value);
    for (String path : List.of(key.path(), key.dataApiPath())) {
      assertThat(engineer().patch(path, body).expect(422, "invalid-request").wrong())
          .containsExactly("pointer " + pointer);
    }
    assertThat(
            engineer()
                .post(
                    "/v1/keys",
                    "{'data_api_id': '%s', 'name': 'a key', 'tags': %s}"
                        .formatted(key.dataApiId(), value))
                .expect(422, "invalid-request")
                .wrong())
        .containsExactly("pointer " + pointer);
    assertThat(
            engineer()
                .post(
                    "/v1/data-apis",
                    """
                    {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'tags': %s,
                     'routes': [{'api_id': 'a1'}], 'key': {'tags': %s}}
                    """
                        .formatted(Fixtures.newId(), value, value))
                .expect(422, "invalid-request")
                .wrong())
        .containsExactlyInAnyOrder("pointer " + pointer, "pointer /key" + pointer);
  }

  private static JsonNode tags(String json) throws IOException {
    return JSON.readTree(json);
  }

  /** The change of the tags in the newest event of a kind, once there are so many of it. */
  private static JsonNode change(String path, String kind, int count) {
    return Fixtures.eventually(
            () ->
                StreamSupport.stream(
                        engineer().get(path + "/events").json().path("events").spliterator(), false)
                    .filter(event -> event.path("kind").asText().equals(kind))
                    .toList(),
            events -> events.size() == count)
        .get(0)
        .at("/changes/tags");
  }
}
