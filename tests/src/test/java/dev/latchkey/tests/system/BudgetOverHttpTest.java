package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Name, description, owner, tags, networks, methods and claims of a key have at most 2,048 bytes of
 * UTF-8 together.
 */
final class BudgetOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX = 2_048;
  private static final String SUM =
      "name, description, owner, tags, networks, methods and claims together have 2,049 bytes of"
          + " UTF-8; at most 2,048 are allowed";

  /** Every such field, with as many bytes together as are allowed and some more. */
  private static ObjectNode fields(int more) {
    ObjectNode fields =
        JSON.createObjectNode()
            .put("name", "🔑".repeat(128))
            .put("description", "x".repeat(1_024))
            .put("owner", "€".repeat(50));
    fields.putObject("tags").put("team", "€".repeat(40)).put("cost.centre", "x");
    fields.putArray("networks").add("192.0.2.0/24").add("2001:db8::/32");
    fields.putArray("methods").add("GET").add("HEAD");
    fields.putObject("claims").put("region", "x");
    int left = MAX - sum(fields) + more;
    fields.withObject("/claims").put("region", "x".repeat(1 + left));
    return fields;
  }

  /** The bytes of all texts and names of members. */
  private static int sum(JsonNode fields) {
    int sum = 0;
    for (String field :
        List.of("name", "description", "owner", "tags", "networks", "methods", "claims")) {
      JsonNode value = fields.path(field);
      if (value.isTextual()) {
        sum += bytes(value.asText());
      }
      for (JsonNode element : value) {
        sum += bytes(element.asText());
      }
      for (var member : value.properties()) {
        sum += bytes(member.getKey());
      }
    }
    return sum;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void refused(RecordedResponse response, String pointer) {
    response.expect(422, "invalid-request");
    assertThat(response.json().path("errors")).hasSize(1);
    assertThat(response.text("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(response.text("/errors/0/detail")).isEqualTo(SUM);
  }

  @Test
  void isCheckedOnCreate() {
    String id = Fixtures.dataApi().dataApiId();
    RecordedResponse made =
        engineer().post("/v1/keys", fields(0).put("data_api_id", id).toString()).expect(201);
    assertThat(sum(made.json())).isEqualTo(MAX);
    refused(
        engineer().post("/v1/keys", fields(1).put("data_api_id", id).toString()), "/description");
  }

  @Test
  void isCheckedOnRegistration() {
    String id = Fixtures.newId();
    ObjectNode body =
        JSON.createObjectNode().put("data_api_id", id).put("domain", "sales").put("dataset", "d");
    body.putArray("routes").addObject().put("api_id", "api-of-" + id);
    body.set("key", fields(1));
    refused(engineer().post("/v1/data-apis", body.toString()), "/key/description");
    body.set("key", fields(0));
    engineer().post("/v1/data-apis", body.toString()).expect(201);
  }

  @Test
  void isCheckedOnEdit() {
    Made key = Fixtures.key();
    engineer().patch(key.path(), fields(0).toString()).expect(200);
    JsonNode before = key.seen().json();
    for (String[] edit :
        new String[][] {
          {"{'owner': '%s'}".formatted("€".repeat(50) + "x"), "/owner"},
          {"{'tags': {'cost.centre': 'xx'}}", "/tags"},
          {"{'tags': {'a': null, 'cost.centre': null, 'cost.centres': 'x'}}", "/tags"},
          {"{'methods': ['GET', 'HEAD', 'PUT'], 'claims': {'region': 'xx'}}", null},
          {"{'networks': ['192.0.2.0/24', '2001:db80::/32']}", "/networks"},
        }) {
      RecordedResponse response = engineer().patch(key.path(), edit[0]);
      if (edit[1] == null) {
        response.expect(200);
        engineer().patch(key.path(), fields(0).toString()).expect(200);
      } else {
        refused(response, edit[1]);
      }
      assertThat(sum(key.seen().json())).isEqualTo(MAX);
    }
    assertThat(key.seen().json().path("tags")).isEqualTo(before.path("tags"));
    engineer().patch(key.path(), "{'tags': {'team': null, 'other': 'x'}}").expect(200);
  }

  @Test
  void twoEditsAtOnceNeverExceedItTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        Made key = Fixtures.key();
        String one =
            JSON.createObjectNode()
                .put("name", "🔑".repeat(128))
                .put("description", "x".repeat(1_024))
                .toString();
        ObjectNode tags = JSON.createObjectNode().put("owner", "🔑".repeat(128));
        tags.putObject("tags").put("team", "€".repeat(40)).put("stage", "x");
        List<Callable<Integer>> edits =
            List.of(
                () -> engineer().patch(key.path(), one).status(),
                () -> engineer().patch(key.path(), tags.toString()).status());
        int won = 0;
        for (Future<Integer> status : threads.invokeAll(edits)) {
          assertThat(status.get()).isIn(200, 422);
          won += status.get() == 200 ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(sum(key.seen().json())).isLessThanOrEqualTo(MAX);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
