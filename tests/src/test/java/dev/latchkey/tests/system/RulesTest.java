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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rules of a key's life, by number. */
final class RulesTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @Nested
  @DisplayName("R1: registering a data API makes its first key")
  final class R1 {
    @Test
    void theOneResponseCarriesBoth() {
      String id = Fixtures.newId();
      RecordedResponse reply =
          engineer()
              .post(
                  "/v1/data-apis",
                  "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'api_id': '%s'}]}"
                      .formatted(id, Latchkey.ORDERS))
              .expect(201);
      assertThat(reply.text("/data_api/domain")).isEqualTo("sales");
      assertThat(reply.text("/data_api/dataset")).isEqualTo("Orders");
      assertThat(reply.text("/key/name")).isEqualTo("automatic");
      assertThat(reply.text("/key/data_api_id")).isEqualTo(id);
      orders(reply.text("/key/api_key")).get("/orders").expect(200);
    }

    @Test
    void anIdCanBeRegisteredAgainAndOldKeysNeverWorkAgain() {
      Made old = Fixtures.dataApiOf(Latchkey.ORDERS);
      orders(old.apiKey()).get("/orders").expect(200);
      String first = engineer().get(old.dataApiPath()).expect(200).text("registration");
      engineer().post(old.path() + "/revoke").expect(200);
      engineer().delete(old.dataApiPath()).expect(204);
      Made again =
          Fixtures.dataApi(old.dataApiId(), "[{'api_id': '%s'}]".formatted(Latchkey.ORDERS));
      orders(again.apiKey()).get("/orders").expect(200);
      assertThat(engineer().get(old.dataApiPath()).expect(200).text("registration"))
          .isNotEmpty()
          .isNotEqualTo(first);
      bringBack(old);
      orders(old.apiKey()).get("/orders").expect(401);
      orders(Fixtures.key(old.dataApiId()).apiKey()).get("/orders").expect(200);
    }

    /** Removes a key's revocation, out of band. */
    private static void bringBack(Made key) {
      Fixtures.LATCHKEY
          .direct()
          .updateItem(
              r ->
                  r.tableName(Fixtures.LATCHKEY.table())
                      .key(Fixtures.item("KEY#" + key.keyId(), "KEY"))
                      .updateExpression("REMOVE revoked_at"));
    }
  }

  @Nested
  @DisplayName("R2: further keys are made for a data API that exists")
  final class R2 {
    @Test
    void anUnknownDataApiIsRefusedByName() {
      RecordedResponse reply =
          engineer().post("/v1/keys", "{'data_api_id': 'not-there', 'name': 'a key'}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /data_api_id");
    }

    @Test
    void itMustBeNamed() {
      RecordedResponse reply = engineer().post("/v1/keys", "{'name': 'a key'}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /data_api_id");
    }
  }

  @Nested
  @DisplayName("R3: a key has a name and may have a description")
  final class R3 {
    @Test
    void theirLengthsAreBounded() {
      String id = Fixtures.dataApi().dataApiId();
      create(id, "'name': '%s', 'description': '%s'".formatted("n".repeat(128), "d".repeat(1024)))
          .expect(201);
      RecordedResponse reply =
          create(
              id, "'name': '%s', 'description': '%s'".formatted("n".repeat(129), "d".repeat(1025)));
      assertThat(reply.expect(422).wrong())
          .containsExactlyInAnyOrder("pointer /name", "pointer /description");
    }

    @Test
    void lengthsCountCodePoints() {
      String id = Fixtures.dataApi().dataApiId();
      String keys = "\uD83D\uDD11".repeat(128);
      assertThat(create(id, "'name': '%s'".formatted(keys)).expect(201).text("name"))
          .isEqualTo(keys);
    }

    @Test
    void aNameOfBlanksIsNone() {
      String id = Fixtures.dataApi().dataApiId();
      assertThat(create(id, "'name': '  '").expect(422).wrong()).containsExactly("pointer /name");
    }
  }

  @Nested
  @DisplayName("R4: a key lives for whole days or until a date, at most 365 days")
  final class R4 {
    private final String dataApiId = Fixtures.dataApi().dataApiId();

    @Test
    void withNeitherItLives365Days() {
      assertThat(lifeOf(create(dataApiId, "'name': 'a'").expect(201))).isEqualTo(YEAR);
    }

    @Test
    void daysAreAtLeastOneAndAtMost365() {
      assertThat(lifeOf(create(dataApiId, "'name': 'a', 'validity_days': 1").expect(201)))
          .isEqualTo(Duration.ofDays(1));
      create(dataApiId, "'name': 'a', 'validity_days': 365").expect(201);
      assertThat(lifeOf(create(dataApiId, "'name': 'a', 'validity_days': 30.0").expect(201)))
          .isEqualTo(Duration.ofDays(30));
      for (String days : List.of("0", "-1", "366", "1.5", "'1'", "1e3", "99999999999")) {
        assertThat(create(dataApiId, "'name': 'a', 'validity_days': " + days).expect(422).wrong())
            .containsExactly("pointer /validity_days");
      }
    }

    @Test
    void aDateIsAheadAndAtMost365DaysAhead() {
      Instant end = Fixtures.inDays(10);
      assertThat(
              create(dataApiId, "'name': 'a', 'expires_at': '%s'".formatted(end))
                  .expect(201)
                  .text("expires_at"))
          .isEqualTo(end.toString());
      for (Instant refused : List.of(Fixtures.inDays(366), Fixtures.inDays(-1))) {
        assertThat(
                create(dataApiId, "'name': 'a', 'expires_at': '%s'".formatted(refused))
                    .expect(422)
                    .wrong())
            .containsExactly("pointer /expires_at");
      }
    }

    @Test
    void bothAreRefused() {
      RecordedResponse reply =
          create(
              dataApiId,
              "'name': 'a', 'validity_days': 1, 'expires_at': '%s'".formatted(Fixtures.inDays(1)));
      assertThat(reply.expect(422).wrong())
          .contains("pointer /validity_days", "pointer /expires_at");
    }

    private Duration lifeOf(RecordedResponse key) {
      return Duration.between(
          Instant.parse(key.text("created_at")), Instant.parse(key.text("expires_at")));
    }
  }

  @Nested
  @DisplayName("R5: the key is shown once, and only its hash is stored")
  final class R5 {
    @Test
    void noOtherAnswerShowsIt() {
      Made key = Fixtures.key();
      assertThat(key.seen().expect(200).json().has("api_key")).isFalse();
      assertThat(engineer().get("/v1/keys?limit=1000").exchange().body())
          .doesNotContain(key.apiKey());
    }

    @Test
    void theTableHoldsNoPartOfIt() {
      Made key = Fixtures.key();
      String secret = key.apiKey().substring(key.apiKey().lastIndexOf('_') + 1);
      String item =
          Fixtures.LATCHKEY
              .direct()
              .getItem(
                  r ->
                      r.tableName(Fixtures.LATCHKEY.table())
                          .key(Fixtures.item("KEY#" + key.keyId(), "KEY")))
              .toString();
      assertThat(item).contains(key.keyId()).doesNotContain(secret, secret.substring(0, 43));
    }
  }

  @Nested
  @DisplayName("R6: a data API may have any number of keys")
  final class R6 {
    @Test
    void eachOpensIt() {
      Made first = Fixtures.dataApiOf(Latchkey.ORDERS);
      List<Made> keys = new ArrayList<>(List.of(first));
      for (int i = 0; i < 5; i++) {
        keys.add(Fixtures.key(first.dataApiId()));
      }
      assertThat(keys).allSatisfy(key -> orders(key.apiKey()).get("/orders").expect(200));
    }
  }

  @Nested
  @DisplayName("R7: the app sends the key in a header")
  final class R7 {
    private final Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    private final Client app = Fixtures.LATCHKEY.orders();

    @Test
    void eitherHeaderWillDo() {
      app.with("X-Api-Key", key.apiKey()).get("/orders").expect(200);
      app.with("Authorization", "Bearer " + key.apiKey()).get("/orders").expect(200);
      app.with("authorization", "bEARER " + key.apiKey()).get("/orders").expect(200);
    }

    @Test
    void theSameKeyInBothIsFine() {
      app.with("X-Api-Key", key.apiKey())
          .with("Authorization", "Bearer " + key.apiKey())
          .get("/orders")
          .expect(200);
    }

    @Test
    void anotherAuthorizationBelongsToTheDataApi() {
      app.with("X-Api-Key", key.apiKey())
          .with("Authorization", "Bearer of.the.app")
          .get("/orders")
          .expect(200);
    }

    @Test
    void twoDifferentKeysOrADoubledHeaderAreRefused() {
      String other = Fixtures.key(key.dataApiId()).apiKey();
      app.with("X-Api-Key", key.apiKey())
          .with("Authorization", "Bearer " + other)
          .get("/orders")
          .expect(401);
      app.with("X-Api-Key", key.apiKey())
          .with("X-Api-Key", key.apiKey())
          .get("/orders")
          .expect(401);
    }

    @Test
    void inTheQueryItIsNotLookedFor() {
      app.get("/orders?x-api-key=" + key.apiKey()).expect(401);
    }
  }

  @Nested
  @DisplayName("R8: a key opens its data API's routes, and nothing else")
  final class R8 {
    @Test
    void aGoodKeyAtAnotherRouteIs403() {
      Made list =
          Fixtures.dataApi(
              Fixtures.newId(),
              "[{'api_id': '%s', 'method': 'GET', 'path': '/orders'}]".formatted(Latchkey.ORDERS));
      Client app = orders(list.apiKey());
      app.get("/orders").expect(200);
      app.get("/orders/1001").expect(403, "forbidden");
    }

    @Test
    void belowDoesNotMeanItself() {
      Made one =
          Fixtures.dataApi(
              Fixtures.newId(),
              "[{'api_id': '%s', 'path': '/orders/*'}]".formatted(Latchkey.ORDERS));
      Client app = orders(one.apiKey());
      app.get("/orders/1001").expect(200);
      app.get("/orders").expect(403, "forbidden");
    }
  }

  @Nested
  @DisplayName("R10: operators list keys, newest first")
  final class R10 {
    @Test
    void pageByPageAndFiltered() {
      Made first = Fixtures.dataApi();
      List<String> newestFirst = new ArrayList<>(List.of(first.keyId()));
      for (int i = 0; i < 6; i++) {
        newestFirst.add(0, Fixtures.key(first.dataApiId()).keyId());
      }
      engineer().post("/v1/keys/" + newestFirst.get(3) + "/revoke").expect(200);
      assertThat(walk("/v1/keys?data_api_id=%s&limit=2".formatted(first.dataApiId())))
          .isEqualTo(newestFirst);
      assertThat(walk("/v1/keys?data_api_id=%s&status=revoked".formatted(first.dataApiId())))
          .containsExactly(newestFirst.get(3));
      assertThat(walk("/v1/keys?data_api_id=%s&status=active&limit=3".formatted(first.dataApiId())))
          .hasSize(6)
          .doesNotContain(newestFirst.get(3));
    }

    private List<String> walk(String query) {
      List<String> ids = new ArrayList<>();
      String cursor = "";
      do {
        RecordedResponse page = engineer().get(query + cursor).expect(200);
        page.json().path("keys").forEach(key -> ids.add(key.path("key_id").asText()));
        cursor = page.json().has("next_cursor") ? "&cursor=" + page.text("next_cursor") : "";
      } while (!cursor.isEmpty());
      return ids;
    }
  }

  @Nested
  @DisplayName("R11: revoked keys stay until deleted, expired ones for a time")
  final class R11 {
    @Test
    void anExpiredKeyIsSeenUntilTtlRemovesIt() {
      Made key = Fixtures.expired();
      assertThat(key.seen().expect(200).text("status")).isEqualTo("expired");
      Fixtures.LATCHKEY.sweep(Instant.now().plus(Duration.ofDays(29)));
      key.seen().expect(200);
      Fixtures.LATCHKEY.sweep(Instant.now().plus(Duration.ofDays(31)));
      key.seen().expect(404);
    }

    @Test
    void aRevokedKeyIsNotSwept() {
      Made key = Fixtures.revoked();
      Fixtures.LATCHKEY.sweep(Instant.now().plus(Duration.ofDays(390)));
      assertThat(key.seen().expect(200).text("status")).isEqualTo("revoked");
    }
  }

  @Nested
  @DisplayName("R12: extending adds days to the present end; editing sets it")
  final class R12 {
    @Test
    void extendingCountsFromThePresentEnd() {
      Made key = Fixtures.key();
      Instant end = Fixtures.inDays(10);
      edit(key, "'expires_at': '%s'".formatted(end)).expect(200);
      RecordedResponse extended =
          engineer().post(key.path() + "/extend", "{'validity_days': 5}").expect(200);
      assertThat(extended.text("expires_at")).isEqualTo(end.plus(Duration.ofDays(5)).toString());
    }

    @Test
    void editingMayShorten() {
      Made key = Fixtures.key();
      Instant soon = Fixtures.inDays(0).plusSeconds(3600);
      assertThat(edit(key, "'expires_at': '%s'".formatted(soon)).expect(200).text("expires_at"))
          .isEqualTo(soon.toString());
    }

    @Test
    void nameAndDescriptionMayBeEditedInAnyState() {
      for (Made key : List.of(Fixtures.key(), Fixtures.revoked(), Fixtures.expired())) {
        RecordedResponse edited = edit(key, "'name': 'new', 'description': 'more'").expect(200);
        assertThat(edited.text("name")).isEqualTo("new");
        assertThat(edit(key, "'description': null").expect(200).json().has("description"))
            .isFalse();
      }
    }
  }

  @Nested
  @DisplayName("R13: only before it ends")
  final class R13 {
    @Test
    void aRevokedOrExpiredKeyIsNotExtended() {
      engineer()
          .post(Fixtures.revoked().path() + "/extend", "{'validity_days': 1}")
          .expect(409, "key-revoked");
      engineer()
          .post(Fixtures.expired().path() + "/extend", "{'validity_days': 1}")
          .expect(409, "key-expired");
    }
  }

  @Nested
  @DisplayName("R14: the maximum counts from the moment of the change")
  final class R14 {
    @Test
    void theLatestDateAllowedIsNamed() {
      RecordedResponse reply =
          engineer().post(Fixtures.key().path() + "/extend", "{'validity_days': 1}");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("pointer /validity_days");
      assertThat(reply.json().at("/errors/0/detail").asText())
          .containsPattern("the latest expiration allowed now is [0-9]{4}-[0-9]{2}-[0-9]{2}T");
    }
  }

  @Nested
  @DisplayName("R15: an extended key is the same key")
  final class R15 {
    @Test
    void clientsNoticeNothing() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      edit(key, "'expires_at': '%s'".formatted(Fixtures.inDays(1))).expect(200);
      RecordedResponse extended =
          engineer().post(key.path() + "/extend", "{'validity_days': 30}").expect(200);
      assertThat(extended.text("key_id")).isEqualTo(key.keyId());
      assertThat(extended.json().has("api_key")).isFalse();
      orders(key.apiKey()).get("/orders").expect(200);
    }
  }

  @Nested
  @DisplayName("R16: a rotated key has a new secret under the same id")
  final class R16 {
    @Test
    void withoutGraceTheOldOneIsDeadAtOnce() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse rotated = engineer().post(key.path() + "/rotate").expect(200);
      assertThat(rotated.text("key_id")).isEqualTo(key.keyId());
      orders(key.apiKey()).get("/orders").expect(401);
      orders(rotated.text("api_key")).get("/orders").expect(200);
    }

    @Test
    void withGraceBothWork() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse rotated =
          engineer().post(key.path() + "/rotate", "{'grace_hours': 168}").expect(200);
      assertThat(
              Duration.between(
                  Instant.parse(rotated.text("rotated_at")),
                  Instant.parse(rotated.text("previous_secret_until"))))
          .isEqualTo(Duration.ofDays(7));
      orders(key.apiKey()).get("/orders").expect(200);
      orders(rotated.text("api_key")).get("/orders").expect(200);
    }

    @Test
    void theGraceEndsWithTheKey() {
      Made key = Fixtures.key();
      Instant end = Fixtures.inDays(1);
      edit(key, "'expires_at': '%s'".formatted(end)).expect(200);
      assertThat(
              engineer()
                  .post(key.path() + "/rotate", "{'grace_hours': 168}")
                  .expect(200)
                  .text("previous_secret_until"))
          .isEqualTo(end.toString());
    }

    @Test
    void extendingTheKeyDoesNotMoveTheEndOfTheOldSecret() {
      Made key = Fixtures.key();
      Instant end = Fixtures.inDays(1);
      edit(key, "'expires_at': '%s'".formatted(end)).expect(200);
      engineer().post(key.path() + "/rotate", "{'grace_hours': 168}").expect(200);
      RecordedResponse extended =
          engineer().post(key.path() + "/extend", "{'validity_days': 30}").expect(200);
      assertThat(extended.text("previous_secret_until")).isEqualTo(end.toString());
      assertThat(key.seen().text("previous_secret_until")).isEqualTo(end.toString());
    }

    @Test
    void aSecondRotationIsPendingAndBothSecretsStillWork() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse first = rotate(key, "'grace_hours': 24").expect(200);
      RecordedResponse second = rotate(key, "'grace_hours': 24").expect(409, "rotation-pending");
      assertThat(second.text("previous_secret_until"))
          .isEqualTo(first.text("previous_secret_until"));
      orders(key.apiKey()).get("/orders").expect(200);
      orders(first.text("api_key")).get("/orders").expect(200);
    }

    @Test
    void discardingTheNewSecretLeavesTheOldOneItsTime() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse lost = rotate(key, "'grace_hours': 24").expect(200);
      RecordedResponse received =
          rotate(key, "'grace_hours': 168, 'on_pending': 'discard_new'").expect(200);
      assertThat(received.text("previous_secret_until"))
          .isEqualTo(lost.text("previous_secret_until"));
      orders(key.apiKey()).get("/orders").expect(200);
      orders(lost.text("api_key")).get("/orders").expect(401);
      orders(received.text("api_key")).get("/orders").expect(200);
    }

    @Test
    void endingThePreviousSecretGivesTheCurrentOneTheGrace() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse current = rotate(key, "'grace_hours': 24").expect(200);
      RecordedResponse next =
          rotate(key, "'grace_hours': 1, 'on_pending': 'end_previous'").expect(200);
      orders(key.apiKey()).get("/orders").expect(401);
      orders(current.text("api_key")).get("/orders").expect(200);
      orders(next.text("api_key")).get("/orders").expect(200);
    }

    @Test
    void withoutGraceEveryOldSecretEndsWhateverIsPending() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse first = rotate(key, "'grace_hours': 24").expect(200);
      RecordedResponse second = rotate(key, "'on_pending': 'discard_new'").expect(200);
      orders(key.apiKey()).get("/orders").expect(401);
      orders(first.text("api_key")).get("/orders").expect(401);
      orders(second.text("api_key")).get("/orders").expect(200);
      assertThat(second.json().has("previous_secret_until")).isFalse();
    }

    @Test
    void anUnknownChoiceIsRefusedByName() {
      assertThat(
              rotate(Fixtures.key(), "'on_pending': 'refuse'")
                  .expect(422, "invalid-request")
                  .wrong())
          .containsExactly("pointer /on_pending");
    }

    private static RecordedResponse rotate(Made key, String fields) {
      return engineer().post(key.path() + "/rotate", "{" + fields + "}");
    }
  }

  @Nested
  @DisplayName("R17: a revoked key is refused on the next request, for good")
  final class R17 {
    @Test
    void theVeryNextRequestIsRefused() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      Client app = orders(key.apiKey());
      app.get("/orders").expect(200);
      engineer().post(key.path() + "/revoke").expect(200);
      app.get("/orders").expect(401, "unauthorized");
    }

    @Test
    void doingItTwiceKeepsTheFirstTimeAndReason() {
      Made key = Fixtures.key();
      RecordedResponse first =
          engineer().post(key.path() + "/revoke", "{'reason': 'lost'}").expect(200);
      RecordedResponse second =
          Fixtures.LATCHKEY
              .as("analyst")
              .post(key.path() + "/revoke", "{'reason': 'found'}")
              .expect(200);
      assertThat(second.json()).isEqualTo(first.json());
      assertThat(second.text("revoke_reason")).isEqualTo("lost");
      assertThat(second.text("revoked_by")).isEqualTo("Erin, data engineer");
    }

    @Test
    void anExpiredKeyMayStillBeRevoked() {
      Made key = Fixtures.expired();
      engineer().post(key.path() + "/revoke").expect(200);
      assertThat(key.seen().text("status")).isEqualTo("revoked");
    }
  }

  @Nested
  @DisplayName("R18: only a revoked or expired key can be deleted")
  final class R18 {
    @Test
    void anActiveOneIs409() {
      RecordedResponse reply = engineer().delete(Fixtures.key().path()).expect(409, "key-active");
      assertThat(reply.text("detail")).containsIgnoringCase("revoke it first");
    }

    @Test
    void thenItIsGoneButItsHistoryStays() {
      for (Made key : List.of(Fixtures.revoked(), Fixtures.expired())) {
        engineer().delete(key.path()).expect(204);
        engineer().delete(key.path()).expect(404, "not-found");
        key.seen().expect(404, "not-found");
        Fixtures.eventually(
            () -> HistoryTest.kinds(key.path()), kinds -> kinds.contains("deleted"));
      }
    }
  }

  @Nested
  @DisplayName("R20: every change leaves a trace")
  final class R20 {
    @Test
    void whatWhenByWhomFromWhichValueToWhich() {
      Made key = Fixtures.key();
      Fixtures.LATCHKEY.as("analyst").patch(key.path(), "{'name': 'new'}").expect(200);
      JsonNode edited =
          Fixtures.eventually(
                  () -> engineer().get(key.path() + "/events").expect(200).json().path("events"),
                  events -> events.size() == 2)
              .get(0);
      assertThat(edited.path("kind").asText()).isEqualTo("edited");
      assertThat(edited.at("/by/subject").asText()).isEqualTo("analyst");
      assertThat(edited.path("changes").toString())
          .isEqualTo("{\"name\":{\"from\":\"automatic\",\"to\":\"new\"}}");
    }

    @Test
    void alsoForChangesPastTheApi() {
      Made key = Fixtures.key();
      Fixtures.LATCHKEY
          .direct()
          .updateItem(
              r ->
                  r.tableName(Fixtures.LATCHKEY.table())
                      .key(Fixtures.item("KEY#" + key.keyId(), "KEY"))
                      .updateExpression("SET #name = :name")
                      .expressionAttributeNames(Map.of("#name", "name"))
                      .expressionAttributeValues(Map.of(":name", AttributeValue.fromS("another"))));
      Fixtures.eventually(() -> HistoryTest.kinds(key.path()), kinds -> kinds.contains("altered"));
    }
  }

  @Nested
  @DisplayName("R24: a suspended key is refused until it is resumed")
  final class R24 {
    @Test
    void theVeryNextRequestIsRefusedAndTheFirstAfterResumeIsNot() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      Client app = orders(key.apiKey());
      app.get("/orders").expect(200);
      RecordedResponse suspended =
          engineer().post(key.path() + "/suspend", "{'reason': 'unpaid'}").expect(200);
      assertThat(suspended.text("status")).isEqualTo("suspended");
      app.get("/orders").expect(401, "unauthorized");
      assertThat(
              Fixtures.LATCHKEY
                  .as("analyst")
                  .post(key.path() + "/suspend", "{'reason': 'again'}")
                  .expect(200)
                  .json())
          .isEqualTo(suspended.json());
      RecordedResponse resumed = engineer().post(key.path() + "/resume").expect(200);
      assertThat(resumed.text("status")).isEqualTo("active");
      assertThat(resumed.text("expires_at")).isEqualTo(suspended.text("expires_at"));
      assertThat(resumed.json().has("suspend_reason")).isFalse();
      app.get("/orders").expect(200);
      assertThat(engineer().post(key.path() + "/resume").expect(200).json())
          .isEqualTo(resumed.json());
    }

    @Test
    void theStatusOrderIsRevokedExpiredSuspendedActive() {
      Made key = Fixtures.key();
      engineer().post(key.path() + "/suspend").expect(200);
      String list = "/v1/keys?data_api_id=%s&status=".formatted(key.dataApiId());
      assertThat(
              engineer().get(list + "suspended").expect(200).json().at("/keys/0/key_id").asText())
          .isEqualTo(key.keyId());
      assertThat(engineer().get(list + "active").expect(200).json().path("keys")).isEmpty();
      Fixtures.expire(key);
      assertThat(key.seen().text("status")).isEqualTo("expired");
      engineer().post(key.path() + "/revoke").expect(200);
      assertThat(key.seen().text("status")).isEqualTo("revoked");
    }

    @Test
    void forOtherChangesItCountsAsActive() {
      Made key = Fixtures.key();
      engineer().post(key.path() + "/suspend").expect(200);
      Instant end = Fixtures.inDays(10);
      edit(key, "'name': 'new', 'expires_at': '%s'".formatted(end)).expect(200);
      engineer().post(key.path() + "/extend", "{'validity_days': 1}").expect(200);
      engineer().post(key.path() + "/rotate").expect(200);
      engineer().delete(key.path()).expect(409, "key-active");
      engineer().delete(key.dataApiPath()).expect(409, "data-api-in-use");
      assertThat(key.seen().text("status")).isEqualTo("suspended");
    }

    @Test
    void bothAreInItsHistory() {
      Made key = Fixtures.key();
      engineer().post(key.path() + "/suspend", "{'reason': 'unpaid'}").expect(200);
      engineer().post(key.path() + "/resume").expect(200);
      Fixtures.eventually(
          () -> HistoryTest.kinds(key.path()),
          kinds -> kinds.containsAll(List.of("suspended", "resumed")));
    }
  }

  private static Client orders(String apiKey) {
    return Fixtures.LATCHKEY.orders().with("X-Api-Key", apiKey);
  }

  private static RecordedResponse create(String dataApiId, String fields) {
    return engineer().post("/v1/keys", "{'data_api_id': '%s', %s}".formatted(dataApiId, fields));
  }

  private static RecordedResponse edit(Made key, String fields) {
    return engineer().patch(key.path(), "{%s}".formatted(fields));
  }
}
