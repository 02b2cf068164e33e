package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R30: the holder of a key's secret reads the key's state, and can revoke it. */
final class SelfServiceTest {
  private static final String KEY = "/v1/key";
  private static final String REVOKE = "/v1/key/revoke";
  private static final String HERE = "127.0.0.0/8";
  private static final String ELSEWHERE = "192.0.2.0/24";

  @Nested
  final class Reading {
    @Test
    void showsTheKeyInEitherHeader() {
      Made key = Fixtures.key();
      for (Client holder :
          Set.of(
              holder(key.apiKey()), anonymous().with("Authorization", "Bearer " + key.apiKey()))) {
        JsonNode shown = holder.get(KEY).expect(200).json();
        assertThat(shown.path("key_id").asText()).isEqualTo(key.keyId());
        assertThat(shown.path("data_api_id").asText()).isEqualTo(key.dataApiId());
        assertThat(shown.path("status").asText()).isEqualTo("active");
        assertThat(shown.path("secret").asText()).isEqualTo("current");
        assertThat(shown.fieldNames())
            .toIterable()
            .containsExactlyInAnyOrder(
                "key_id", "name", "data_api_id", "status", "expires_at", "secret");
      }
    }

    @Test
    void headIsTheSameWithoutABody() {
      RecordedResponse head =
          unrecorded().with("X-Api-Key", Fixtures.key().apiKey()).send("HEAD", KEY, null);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.exchange().body()).isEmpty();
    }

    @Test
    void showsWhyTheKeyIsDenied() {
      assertDenied(Fixtures.revoked(), "revoked", "revoked");
      assertDenied(Fixtures.expired(), "expired", "expired");
      Made suspended = Fixtures.key();
      engineer().post(suspended.path() + "/suspend").expect(200);
      assertDenied(suspended, "suspended", "suspended");
      engineer().post(suspended.path() + "/resume").expect(200);
      engineer().patch(suspended.dataApiPath(), "{'required_claims': ['region']}").expect(200);
      assertDenied(suspended, "active", "claim_missing");
      Made elsewhere = restricted("'networks': ['%s']".formatted(ELSEWHERE));
      assertDenied(elsewhere, "active", "network");
    }

    @Test
    void showsWhichSecretItIs() {
      Made key = Fixtures.key();
      RecordedResponse rotated =
          engineer().post(key.path() + "/rotate", "{'grace_hours': 1}").expect(200);
      String until = rotated.text("previous_secret_until");
      RecordedResponse old = holder(key.apiKey()).get(KEY).expect(200);
      assertThat(old.text("secret")).isEqualTo("previous");
      assertThat(old.text("previous_secret_until")).isEqualTo(until);
      RecordedResponse current = holder(rotated.text("api_key")).get(KEY).expect(200);
      assertThat(current.text("secret")).isEqualTo("current");
      assertThat(current.text("previous_secret_until")).isEqualTo(until);
    }

    @Test
    void restrictionsAreShownToAllowedAddressesOnly() {
      String rest = ", 'methods': ['GET'], 'quota': {'calls': 9, 'per': 'day'}";
      JsonNode here =
          holder(restricted("'networks': ['%s', '::1']".formatted(HERE) + rest).apiKey())
              .get(KEY)
              .expect(200)
              .json();
      assertThat(here.path("networks")).hasSize(2);
      assertThat(here.path("methods")).hasSize(1);
      assertThat(here.at("/quota/calls").asInt()).isEqualTo(9);
      assertThat(here.path("remaining").asInt()).isEqualTo(9);
      JsonNode elsewhere =
          holder(restricted("'networks': ['%s']".formatted(ELSEWHERE) + rest).apiKey())
              .get(KEY)
              .expect(200)
              .json();
      assertThat(elsewhere.fieldNames())
          .toIterable()
          .doesNotContain("networks", "methods", "quota", "remaining");
    }

    @Test
    void remainingTakesNoRequest() {
      Made dataApi = Fixtures.dataApiOf(Latchkey.ORDERS);
      engineer()
          .patch(dataApi.dataApiPath(), "{'quota': {'calls': 4, 'per': 'month'}}")
          .expect(200);
      Client holder = holder(dataApi.apiKey());
      Client app = Fixtures.LATCHKEY.orders().with("X-Api-Key", dataApi.apiKey());
      for (int left = 4; left > 0; left--) {
        for (int times = 0; times < 3; times++) {
          assertThat(holder.get(KEY).expect(200).json().path("remaining").asInt()).isEqualTo(left);
        }
        app.get("/orders").expect(200);
      }
      RecordedResponse usedUp = holder.get(KEY).expect(200);
      assertThat(usedUp.text("remaining")).isEqualTo("0");
      assertThat(usedUp.text("denied_because")).isEqualTo("quota");
      app.get("/orders").expect(403, "quota-exceeded");
    }
  }

  @Nested
  final class Revoking {
    @Test
    void endsTheKeyInTheNameOfItsHolder() {
      Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
      RecordedResponse revoked =
          holder(key.apiKey()).post(REVOKE, "{'reason': 'leaked', 'note': 'in build 7'}");
      assertThat(revoked.expect(200).text("status")).isEqualTo("revoked");
      assertThat(revoked.text("denied_because")).isEqualTo("revoked");
      Fixtures.LATCHKEY.orders().with("X-Api-Key", key.apiKey()).get("/orders").expect(401);
      RecordedResponse seen = key.seen().expect(200);
      assertThat(seen.text("revoked_by")).isEqualTo("holder");
      assertThat(seen.text("revoke_reason")).isEqualTo("leaked: in build 7");
      JsonNode event =
          Fixtures.eventually(
              () -> engineer().get(key.path() + "/events").expect(200).json().at("/events/0"),
              last -> last.path("kind").asText().equals("revoked"));
      assertThat(event.at("/by/subject").asText()).isEqualTo("holder");
      assertThat(event.at("/by/name").asText()).isEqualTo("holder");
    }

    @Test
    void showsWhatWasLeftOfTheQuota() {
      Made key = Fixtures.key();
      engineer().patch(key.path(), "{'quota': {'calls': 4, 'per': 'month'}}").expect(200);
      RecordedResponse revoked = holder(key.apiKey()).post(REVOKE).expect(200);
      assertThat(revoked.json().path("remaining").asInt()).isEqualTo(4);
    }

    @Test
    void twiceKeepsTheFirstReason() {
      Made key = Fixtures.key();
      holder(key.apiKey()).post(REVOKE, "{'reason': 'unused'}").expect(200);
      holder(key.apiKey()).post(REVOKE, "{'reason': 'leaked'}").expect(200);
      assertThat(key.seen().text("revoke_reason")).isEqualTo("unused");
      Made revoked = Fixtures.revoked();
      holder(revoked.apiKey()).post(REVOKE).expect(200);
      assertThat(revoked.seen().text("revoked_by")).isNotEqualTo("holder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void needsNoReason(String body) {
      Made key = Fixtures.key();
      holder(key.apiKey()).send("POST", REVOKE, body.isEmpty() ? null : body).expect(200);
      assertThat(key.seen().json().has("revoke_reason")).isFalse();
    }

    @Test
    void worksInEveryStateAndFromEveryAddress() {
      Made suspended = Fixtures.key();
      engineer().post(suspended.path() + "/suspend").expect(200);
      Made rotated = Fixtures.key();
      engineer().post(rotated.path() + "/rotate", "{'grace_hours': 1}").expect(200);
      for (Made key :
          Set.of(
              suspended,
              rotated,
              Fixtures.expired(),
              restricted("'networks': ['%s']".formatted(ELSEWHERE)))) {
        assertThat(holder(key.apiKey()).post(REVOKE).expect(200).text("status"))
            .isEqualTo("revoked");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{'reason': 'lost'}", "{'reason': 7}", "{'reason': null}", "{'note': ' '}"})
    void aWrongFieldIsNamedAndChangesNothing(String body) {
      Made key = Fixtures.key();
      RecordedResponse reply = holder(key.apiKey()).post(REVOKE, body).expect(422);
      assertThat(reply.wrong())
          .containsExactly("pointer /" + body.replaceAll("\\W+(\\w+).*", "$1"));
      assertThat(key.seen().text("status")).isEqualTo("active");
    }

    @Test
    void aNoteHas500Bytes() {
      Made key = Fixtures.key();
      String note = "{'reason': 'replaced', 'note': '%s'}";
      holder(key.apiKey()).post(REVOKE, note.formatted("é".repeat(251))).expect(422);
      holder(key.apiKey()).post(REVOKE, note.formatted("é".repeat(250))).expect(200);
      assertThat(key.seen().text("revoke_reason")).isEqualTo("replaced: " + "é".repeat(250));
    }
  }

  @Nested
  final class Proving {
    @Test
    void withoutAProvenSecretNothingIsReadOrChanged() {
      Made key = Fixtures.key();
      Made rotated = Fixtures.key();
      engineer().post(rotated.path() + "/rotate", "{'grace_hours': 0}").expect(200);
      String wrongChecksum = key.apiKey().substring(0, key.apiKey().length() - 1) + "_";
      Map<String, Client> unproven = new TreeMap<>();
      unproven.put("none", anonymous());
      unproven.put("an operator's token", engineer());
      unproven.put("malformed", holder("lk_nonsense"));
      unproven.put("mistyped", holder(wrongChecksum));
      unproven.put(
          "unknown",
          holder("lk_4Zq8Rw1TnB7xKd2M_ThisIsAnExampleKeyThatOpensNothingAnywhere00qkY6l"));
      unproven.put("wrong secret", holder(rotated.apiKey()));
      unproven.put("deleted", holder(Fixtures.deleted().apiKey()));
      unproven.put("two keys", holder(key.apiKey()).with("X-Api-Key", rotated.apiKey()));
      unproven.put(
          "two headers", holder(key.apiKey()).with("Authorization", "Bearer " + rotated.apiKey()));
      Set<String> answers = new HashSet<>();
      unproven.forEach(
          (name, client) -> {
            answers.add(answer(client.get(KEY).expect(401, "unauthorized")));
            answers.add(answer(client.post(REVOKE).expect(401, "unauthorized")));
            answers.add(answer(client.post(REVOKE, "{'reason': 7}").expect(401, "unauthorized")));
          });
      assertThat(answers).as("answers to %s", unproven.keySet()).hasSize(1);
      assertThat(key.seen().text("status")).isEqualTo("active");
      assertThat(rotated.seen().text("status")).isEqualTo("active");
    }

    private String answer(RecordedResponse reply) {
      ObjectNode body = (ObjectNode) reply.json();
      body.remove("instance");
      return body.toString();
    }

    @Test
    void browsersGetNoPermissionFromAnyOrigin() {
      Client page =
          unrecorded()
              .with("X-Api-Key", Fixtures.key().apiKey())
              .with("Origin", "https://example.com");
      assertThat(page.get(KEY).expect(200).exchange().headers().keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
      for (String path : Set.of(KEY, REVOKE)) {
        RecordedResponse preflight =
            page.with("Access-Control-Request-Method", "POST").send("OPTIONS", path, null);
        assertThat(preflight.status()).isEqualTo(404);
        assertThat(preflight.exchange().headers().keySet())
            .noneMatch(name -> name.startsWith("access-control-"));
      }
    }
  }

  private static void assertDenied(Made key, String status, String reason) {
    RecordedResponse shown = holder(key.apiKey()).get(KEY).expect(200);
    assertThat(shown.text("status")).isEqualTo(status);
    assertThat(shown.text("denied_because")).isEqualTo(reason);
  }

  /** A key with restrictions. */
  private static Made restricted(String fields) {
    Made dataApi = Fixtures.dataApi();
    RecordedResponse made =
        engineer()
            .post(
                "/v1/keys",
                "{'data_api_id': '%s', 'name': 'a key', %s}".formatted(dataApi.dataApiId(), fields))
            .expect(201);
    return new Made(dataApi.dataApiId(), made.text("key_id"), made.text("api_key"));
  }

  private static Client holder(String apiKey) {
    return anonymous().with("X-Api-Key", apiKey);
  }

  /** For requests that the contract does not have. */
  private static Client unrecorded() {
    return new Client(anonymous().base(), List.of(), exchange -> {});
  }

  private static Client anonymous() {
    return Fixtures.LATCHKEY.anonymous();
  }
}
