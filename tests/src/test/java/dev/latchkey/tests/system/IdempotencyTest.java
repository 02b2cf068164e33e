package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.tests.system.Fixtures.Made;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeat under one {@code Idempotency-Key} changes nothing. */
final class IdempotencyTest {
  private static final String HEADER = "Idempotency-Key";

  private final String dataApiId = Fixtures.dataApi().dataApiId();
  private final Client client = engineer().with(HEADER, "intent-of-" + dataApiId);

  @Nested
  final class Status200 {
    @Test
    void makingAKeyAgainShowsTheKeyWithoutItsSecret() {
      RecordedResponse made = create(client, "a key").expect(201);
      RecordedResponse again = create(client, "a key").expect(200);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.text("key_id")).isEqualTo(made.text("key_id"));
      assertThat(again.json().has("api_key")).isFalse();
    }

    @Test
    void registeringAgainShowsBothWithoutTheSecret() {
      String body = ManagementRequests.newDataApi(Fixtures.newId());
      RecordedResponse made = client.post("/v1/data-apis", body).expect(201);
      RecordedResponse again = client.post("/v1/data-apis", body).expect(200);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.text("/key/key_id")).isEqualTo(made.text("/key/key_id"));
      assertThat(again.json().path("key").has("api_key")).isFalse();
    }

    @Test
    void extendingAgainAddsNothing() {
      Made key = shortened();
      RecordedResponse extended = extend(client, key, 10).expect(200);
      assertThat(extended.header("Idempotency-Replayed")).isEmpty();
      RecordedResponse again = extend(client, key, 10).expect(200);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.text("expires_at")).isEqualTo(extended.text("expires_at"));
    }

    @Test
    void extendingAgainAddsNothingWhenOthersCameBetween() {
      Made key = shortened();
      Instant end = Instant.parse(extend(client, key, 10).expect(200).text("expires_at"));
      for (String other : List.of("second", "third", "fourth")) {
        Client another = engineer().with(HEADER, other + "-intent-of-" + dataApiId);
        assertThat(extend(another, key, 10).expect(200).header("Idempotency-Replayed")).isEmpty();
      }
      RecordedResponse again = extend(client, key, 10).expect(200);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.text("expires_at")).isEqualTo(end.plus(Duration.ofDays(30)).toString());
    }

    @Test
    void itShowsTheThingAsItIsNow() {
      RecordedResponse made = create(client, "a key").expect(201);
      engineer().post("/v1/keys/" + made.text("key_id") + "/revoke").expect(200);
      assertThat(create(client, "a key").expect(200).text("status")).isEqualTo("revoked");
    }
  }

  @Nested
  final class Status200AfterTheEnd {
    private final String end =
        Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS).toString();

    @Test
    void makingAKeyAgainIsStillARepeat() {
      String body =
          "{'data_api_id': '%s', 'name': 'short', 'expires_at': '%s'}".formatted(dataApiId, end);
      client.post("/v1/keys", body).expect(201);
      Fixtures.eventually(
          () -> client.post("/v1/keys", body).expect(200),
          again -> again.text("status").equals("expired"));
    }

    @Test
    void registeringAgainIsStillARepeat() {
      String body =
          ManagementRequests.newDataApi(Fixtures.newId())
              .replaceFirst("}$", ", 'key': {'expires_at': '%s'}}".formatted(end));
      client.post("/v1/data-apis", body).expect(201);
      Fixtures.eventually(
          () -> client.post("/v1/data-apis", body).expect(200),
          again -> again.text("/key/status").equals("expired"));
    }
  }

  @Nested
  final class Status201 {
    @Test
    void aFirstTryThatWasRefusedIsNotRemembered() {
      create(client, "").expect(422);
      create(client, "a key").expect(201);
    }

    @Test
    void itHoldsForOneOperator() {
      RecordedResponse one = create(client, "a key").expect(201);
      RecordedResponse other =
          create(Fixtures.LATCHKEY.as("analyst").with(HEADER, "intent-of-" + dataApiId), "a key")
              .expect(201);
      assertThat(other.text("key_id")).isNotEqualTo(one.text("key_id"));
    }
  }

  @Nested
  final class Status409 {
    @Test
    void afterTheKeyWasDeletedItIsSpent() {
      RecordedResponse made = create(client, "a key").expect(201);
      engineer().post("/v1/keys/" + made.text("key_id") + "/revoke").expect(200);
      engineer().delete("/v1/keys/" + made.text("key_id")).expect(204);
      create(client, "a key").expect(409, "idempotency-key-spent");
      create(client, "another key").expect(409, "idempotency-key-spent");
      engineer().get("/v1/keys/" + made.text("key_id")).expect(404, "not-found");
    }

    @Test
    void afterTheDataApiWasDeletedItsRegistrationIsSpent() {
      String id = Fixtures.newId();
      RecordedResponse made =
          client.post("/v1/data-apis", ManagementRequests.newDataApi(id)).expect(201);
      engineer().post("/v1/keys/" + made.text("/key/key_id") + "/revoke").expect(200);
      engineer().delete("/v1/data-apis/" + id).expect(204);
      client
          .post("/v1/data-apis", ManagementRequests.newDataApi(id))
          .expect(409, "idempotency-key-spent");
      engineer().post("/v1/data-apis", ManagementRequests.newDataApi(id)).expect(201);
      client
          .post("/v1/data-apis", ManagementRequests.newDataApi(id))
          .expect(409, "idempotency-key-spent");
    }
  }

  @Nested
  final class Status422 {
    @Test
    void anotherBodyIsRefused() {
      create(client, "a key").expect(201);
      create(client, "another key").expect(422, "idempotency-key-reused");
      String body = ManagementRequests.newDataApi(Fixtures.newId());
      client.post("/v1/data-apis", body).expect(201);
      client
          .post("/v1/data-apis", body.replace("sales", "marketing"))
          .expect(422, "idempotency-key-reused");
      Made key = shortened();
      extend(client, key, 10).expect(200);
      extend(client, key, 11).expect(422, "idempotency-key-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-short", "has a blank in its middle"})
    void whatIsNoIntentIsRefused(String idempotencyKey) {
      RecordedResponse reply = create(engineer().with(HEADER, idempotencyKey), "a key");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("header Idempotency-Key");
    }

    @Test
    void aDoubledOneIsRefused() {
      RecordedResponse reply = create(client.with(HEADER, "another-intent-too"), "a key");
      assertThat(reply.expect(422, "invalid-request").wrong())
          .containsExactly("header Idempotency-Key");
    }
  }

  private RecordedResponse create(Client by, String name) {
    return by.post("/v1/keys", "{'data_api_id': '%s', 'name': '%s'}".formatted(dataApiId, name));
  }

  private static RecordedResponse extend(Client by, Made key, int days) {
    return by.post(key.path() + "/extend", "{'validity_days': %d}".formatted(days));
  }

  private static Made shortened() {
    Made key = Fixtures.key();
    engineer().patch(key.path(), "{'expires_at': '%s'}".formatted(Fixtures.inDays(30))).expect(200);
    return key;
  }
}
