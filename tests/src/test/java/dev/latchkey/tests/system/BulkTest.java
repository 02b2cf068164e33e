package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** R32: one request changes several keys, each for itself. */
final class BulkTest {
  private static final String UNKNOWN = "0000000000000000";

  @Nested
  final class Results {
    @Test
    void areInTheOrderAskedAndOneKeyDoesNotHinderAnother() {
      Made first = Fixtures.key();
      Made revoked = Fixtures.revoked();
      Made deleted = Fixtures.deleted();
      Made last = Fixtures.key();
      RecordedResponse reply =
          bulk("'action': 'revoke', 'reason': 'moved'", first, revoked, deleted, UNKNOWN, last);
      assertThat(keyIds(reply))
          .containsExactly(first.keyId(), revoked.keyId(), deleted.keyId(), UNKNOWN, last.keyId());
      assertThat(outcomes(reply))
          .containsExactly("done", "unchanged", "refused not-found", "refused not-found", "done");
      assertThat(first.seen().text("revoke_reason")).isEqualTo("moved");
      assertThat(last.seen().text("status")).isEqualTo("revoked");
      assertThat(revoked.seen().json().has("revoke_reason")).isFalse();
    }

    @Test
    void aProblemIsThatOfARequestForThisKeyAlone() {
      Made active = Fixtures.key();
      RecordedResponse alone = engineer().delete(active.path()).expect(409, "key-active");
      JsonNode problem = bulk("'action': 'delete'", active).json().at("/results/0/problem");
      assertThat(problem.has("instance")).isFalse();
      for (String member : List.of("type", "title", "status", "detail")) {
        assertThat(problem.path(member)).isEqualTo(alone.json().path(member));
      }
    }

    @Test
    void aKeyOfAnotherRevisionIsRefused() {
      Made key = Fixtures.key();
      engineer().patch(key.path(), "{'name': 'edited'}").expect(200);
      assertThat(outcomes(bulk("'action': 'suspend'", target(key, 1))))
          .containsExactly("refused key-changed");
      assertThat(key.seen().text("status")).isEqualTo("active");
      assertThat(outcomes(bulk("'action': 'suspend'", target(key, 2)))).containsExactly("done");
      assertThat(outcomes(bulk("'action': 'suspend'", target(key, 2))))
          .containsExactly("refused key-changed");
      assertThat(key.seen().text("revision")).isEqualTo("3");
    }

    @Test
    void aHundredKeysFitIntoARequest() {
      String dataApiId = Fixtures.dataApi().dataApiId();
      List<Object> targets = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        targets.add(target(Fixtures.key(dataApiId), 1));
      }
      assertThat(outcomes(bulk("'action': 'revoke'", targets.toArray()))).containsOnly("done");
      assertThat(
              engineer()
                  .get("/v1/keys?limit=200&status=revoked&data_api_id=" + dataApiId)
                  .expect(200)
                  .json()
                  .path("keys"))
          .hasSize(100);
    }

    /** A slow table: the time is over before the last key. */
    @Test
    void sayWhichKeysWereNotReachedAndTheRestCanBeSentAgain() {
      String dataApiId = Fixtures.dataApi().dataApiId();
      List<Made> keys = Stream.generate(() -> Fixtures.key(dataApiId)).limit(100).toList();
      RecordedResponse cut =
          Fixtures.LATCHKEY
              .dynamoDb()
              .whileSlow(Duration.ofMillis(300), () -> bulk("'action': 'revoke'", keys.toArray()));
      assertThat(outcomes(cut)).contains("done", "not-reached").hasSize(100);
      List<String> left = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        String outcome = outcomes(cut).get(i);
        assertThat(keys.get(i).seen().text("status"))
            .isEqualTo(outcome.equals("done") ? "revoked" : "active");
        if (outcome.equals("not-reached")) {
          left.add(keys.get(i).keyId());
        }
      }
      assertThat(outcomes(bulk("'action': 'revoke'", left.toArray()))).containsOnly("done");
      assertThat(keys).allSatisfy(key -> assertThat(key.seen().text("revision")).isEqualTo("2"));
    }

    @Test
    void ofAKeyThatIsDamagedInTheTableAreUnknownAndThoseOfOthersAreNot() {
      Made damaged = Fixtures.key();
      Made other = Fixtures.key();
      DynamoDbClient direct = Fixtures.LATCHKEY.direct();
      String table = Fixtures.LATCHKEY.table();
      Map<String, AttributeValue> item = Fixtures.item("KEY#" + damaged.keyId(), "KEY");
      direct.updateItem(r -> r.tableName(table).key(item).updateExpression("REMOVE about"));
      try {
        assertThat(outcomes(bulk("'action': 'revoke'", damaged, other)))
            .containsExactly("not-reached internal", "done");
        String alone = "{'action': 'revoke', 'keys': [{'key_id': '%s'}]}";
        engineer().post("/v1/keys/bulk", alone.formatted(damaged.keyId())).expect(500, "internal");
      } finally {
        direct.deleteItem(r -> r.tableName(table).key(item));
      }
    }

    @Test
    void eachChangeIsAnEventOfItsKey() {
      Made key = Fixtures.key();
      bulk("'action': 'suspend', 'reason': 'unpaid'", key);
      bulk("'action': 'suspend'", key);
      bulk("'action': 'resume'", key);
      Fixtures.eventually(
          () -> HistoryTest.kinds(key.path()),
          kinds -> kinds.equals(List.of("resumed", "suspended", "created")));
    }
  }

  @Nested
  final class Actions {
    @Test
    void revokeTakesEffectOnTheNextRequest() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey());
      app.get("/orders").expect(200);
      assertThat(outcomes(bulk("'action': 'revoke'", key))).containsExactly("done");
      app.get("/orders").expect(401);
    }

    @Test
    void repeatedTheyAreUnchanged() {
      Made key = Fixtures.key();
      for (String action : List.of("suspend", "resume", "revoke")) {
        assertThat(outcomes(bulk("'action': '%s'".formatted(action), key))).containsExactly("done");
        JsonNode before = key.seen().json();
        assertThat(outcomes(bulk("'action': '%s'".formatted(action), key)))
            .containsExactly("unchanged");
        assertThat(key.seen().json()).isEqualTo(before);
      }
      assertThat(outcomes(bulk("'action': 'resume'", key))).containsExactly("refused key-revoked");
      assertThat(outcomes(bulk("'action': 'resume'", Fixtures.expired())))
          .containsExactly("refused key-expired");
    }

    @Test
    void editSetsAndClearsTheOwner() {
      Made key = Fixtures.key();
      for (String owner : List.of("'Data platform'", "'Data platform, Berlin'", "null")) {
        String edit = "'action': 'edit', 'owner': " + owner;
        assertThat(outcomes(bulk(edit, key))).containsExactly("done");
        JsonNode before = key.seen().json();
        assertThat(before.path("owner").asText("null")).isEqualTo(owner.replace("'", ""));
        assertThat(outcomes(bulk(edit, key))).containsExactly("unchanged");
        assertThat(key.seen().json()).isEqualTo(before);
      }
    }

    @Test
    void editMergesTags() {
      Made key = Fixtures.key();
      for (List<String> step :
          List.of(
              List.of("{'env': 'prod', 'cost-centre': '12'}", "{'cost-centre':'12','env':'prod'}"),
              List.of("{'env': 'test', 'cost-centre': null}", "{'env':'test'}"),
              List.of("null", "null"))) {
        String edit = "'action': 'edit', 'tags': " + step.get(0);
        assertThat(outcomes(bulk(edit, key))).containsExactly("done");
        JsonNode before = key.seen().json();
        assertThat(before.has("tags") ? before.path("tags") : Fixtures.json("null"))
            .isEqualTo(Fixtures.json(step.get(1).replace('\'', '"')));
        assertThat(outcomes(bulk(edit, key))).containsExactly("unchanged");
        assertThat(key.seen().json()).isEqualTo(before);
      }
      assertThat(outcomes(bulk("'action': 'edit', 'tags': {}", target(key, 4))))
          .containsExactly("unchanged");
      assertThat(outcomes(bulk("'action': 'edit', 'tags': {}", target(key, 1))))
          .containsExactly("refused key-changed");
      assertThat(outcomes(bulk("'action': 'edit', 'tags': {'a': '1'}", target(key, 1))))
          .containsExactly("refused key-changed");
    }

    @Test
    void editChecksTheBytesOfAllFieldsOfAKey() {
      String dataApiId = Fixtures.dataApi().dataApiId();
      String full =
          "'name': '%s', 'description': '%s', 'claims': {'a': '%s', 'b': '%s'}"
              .formatted("n".repeat(128), "d".repeat(1_024), "x".repeat(256), "x".repeat(256));
      String keyId =
          engineer()
              .post("/v1/keys", "{'data_api_id': '%s', %s}".formatted(dataApiId, full))
              .expect(201)
              .text("key_id");
      RecordedResponse reply =
          bulk("'action': 'edit', 'owner': '%s'".formatted("\u00fc".repeat(128)), keyId);
      assertThat(outcomes(reply)).containsExactly("done");
      engineer()
          .patch(
              "/v1/keys/" + keyId,
              "{'claims': {'c': '%s'}, 'owner': null}".formatted("x".repeat(250)))
          .expect(200);
      RecordedResponse tooLong =
          bulk("'action': 'edit', 'owner': '%s'".formatted("\u00fc".repeat(128)), keyId);
      assertThat(outcomes(tooLong)).containsExactly("refused invalid-request");
      assertThat(tooLong.text("/results/0/problem/errors/0/pointer")).isEqualTo("/owner");
    }

    @Test
    void extendAddsDaysOncePerIdempotencyKey() {
      Made key = shortened();
      Made other = shortened();
      String before = key.seen().text("expires_at");
      Client once = engineer().with("Idempotency-Key", UUID.randomUUID().toString());
      String extend = "'action': 'extend', 'validity_days': 7";
      assertThat(outcomes(bulk(once, extend, key))).containsExactly("done");
      assertThat(outcomes(bulk(once, extend, other, key))).containsExactly("done", "unchanged");
      assertThat(outcomes(bulk(once, extend, target(key, 2)))).containsExactly("unchanged");
      Instant extended = Instant.parse(before).plus(Duration.ofDays(7));
      assertThat(key.seen().text("expires_at")).isEqualTo(extended.toString());
      assertThat(outcomes(bulk(once, "'action': 'extend', 'validity_days': 8", key)))
          .containsExactly("refused idempotency-key-reused");
      assertThat(outcomes(bulk(extend, key))).containsExactly("done");
      assertThat(key.seen().text("expires_at"))
          .isEqualTo(extended.plus(Duration.ofDays(7)).toString());
    }

    @Test
    void extendRefusesWhatGoesBeyondTheMaximumForThisKey() {
      Made full = Fixtures.key();
      Made short1 = shortened();
      RecordedResponse reply = bulk("'action': 'extend', 'validity_days': 30", full, short1);
      assertThat(outcomes(reply)).containsExactly("refused invalid-request", "done");
      assertThat(reply.text("/results/0/problem/errors/0/pointer")).isEqualTo("/validity_days");
      assertThat(reply.text("/results/0/problem/errors/0/detail")).contains("would move");
    }

    @Test
    void deleteTakesRevokedAndExpiredKeys() {
      Made active = Fixtures.key();
      Made revoked = Fixtures.revoked();
      Made expired = Fixtures.expired();
      assertThat(outcomes(bulk("'action': 'delete'", active, revoked, expired)))
          .containsExactly("refused key-active", "done", "done");
      revoked.seen().expect(404, "not-found");
      expired.seen().expect(404, "not-found");
      assertThat(outcomes(bulk("'action': 'delete'", revoked)))
          .containsExactly("refused not-found");
    }
  }

  @Nested
  final class Status422 {
    private final Made key = Fixtures.key();

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '"',
        delimiter = '|',
        value = {
          "'keys': [ID] | /action",
          "'action': 'rotate', 'keys': [ID] | /action",
          "'action': 'revoke' | /keys",
          "'action': 'revoke', 'keys': [] | /keys",
          "'action': 'revoke', 'keys': 'all' | /keys",
          "'action': 'revoke', 'keys': ['a'] | /keys/0",
          "'action': 'revoke', 'keys': [{}] | /keys/0/key_id",
          "'action': 'revoke', 'keys': [{'key_id': 'short'}] | /keys/0/key_id",
          "'action': 'revoke', 'keys': [ID, ID] | /keys/1/key_id",
          "'action': 'revoke', 'keys': [{'key_id': '0000000000000000', 'revision': 0}] |"
              + " /keys/0/revision",
          "'action': 'revoke', 'keys': [{'key_id': '0000000000000000', 'revision': '1'}] |"
              + " /keys/0/revision",
          "'action': 'revoke', 'keys': [{'key_id': '0000000000000000', 'name': 'a'}] |"
              + " /keys/0/name",
          "'action': 'revoke', 'keys': [ID], 'reason': '' | /reason",
          "'action': 'resume', 'keys': [ID], 'reason': 'paid' | /reason",
          "'action': 'delete', 'keys': [ID], 'reason': 'old' | /reason",
          "'action': 'extend', 'keys': [ID] | /validity_days",
          "'action': 'extend', 'keys': [ID], 'validity_days': 0 | /validity_days",
          "'action': 'extend', 'keys': [ID], 'validity_days': 366 | /validity_days",
          "'action': 'suspend', 'keys': [ID], 'validity_days': 1 | /validity_days",
          "'action': 'edit', 'keys': [ID] | /owner",
          "'action': 'edit', 'keys': [ID], 'owner': ' ' | /owner",
          "'action': 'edit', 'keys': [ID], 'tags': {'A': 'b'} | /tags/A",
          "'action': 'edit', 'keys': [ID], 'owner': 'o', 'name': 'n' | /name",
          "'action': 'revoke', 'keys': [ID], 'dry_run': true | /dry_run",
        })
    void eachErrorIsNamedAndNothingIsDone(String fields, String pointer) {
      String body = fields.replace("ID", "{'key_id': '%s'}".formatted(key.keyId()));
      RecordedResponse reply = engineer().post("/v1/keys/bulk", "{" + body + "}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("pointer " + pointer);
      assertThat(key.seen().text("revision")).isEqualTo("1");
    }

    @Test
    void moreThanAHundredKeysAreTooMany() {
      String keys =
          IntStream.range(0, 101)
              .mapToObj("{'key_id': '%016d'}"::formatted)
              .collect(Collectors.joining(","));
      assertThat(
              engineer()
                  .post("/v1/keys/bulk", "{'action': 'revoke', 'keys': [%s]}".formatted(keys))
                  .expect(422)
                  .wrong())
          .containsExactly("pointer /keys");
    }
  }

  private static Made shortened() {
    Made key = Fixtures.key();
    engineer().patch(key.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(30))).expect(200);
    return key;
  }

  private static String target(Made key, int revision) {
    return "{'key_id': '%s', 'revision': %d}".formatted(key.keyId(), revision);
  }

  private static RecordedResponse bulk(String fields, Object... keys) {
    return bulk(engineer(), fields, keys);
  }

  /** Sends a request for keys: made ones, IDs, or targets with a revision. */
  private static RecordedResponse bulk(Client client, String fields, Object... keys) {
    String targets =
        Stream.of(keys)
            .map(key -> key instanceof Made made ? made.keyId() : key.toString())
            .map(key -> key.startsWith("{") ? key : "{'key_id': '%s'}".formatted(key))
            .collect(Collectors.joining(", "));
    return client
        .post("/v1/keys/bulk", "{%s, 'keys': [%s]}".formatted(fields, targets))
        .expect(200);
  }

  private static List<String> keyIds(RecordedResponse reply) {
    return results(reply).map(result -> result.path("key_id").asText()).toList();
  }

  /** Each outcome, with the problem's slug if there is one. */
  private static List<String> outcomes(RecordedResponse reply) {
    return results(reply)
        .map(
            result ->
                (result.path("outcome").asText()
                        + " "
                        + result.at("/problem/type").asText().replace("urn:latchkey:problem:", ""))
                    .strip())
        .toList();
  }

  private static Stream<JsonNode> results(RecordedResponse reply) {
    return StreamSupport.stream(reply.json().path("results").spliterator(), false);
  }
}
