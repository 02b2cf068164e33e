package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.run.MakeKey;
import dev.latchkey.tests.system.Fixtures.Made;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R34: keys whose secret only the client has. */
final class ClientMadeKeysTest {
  private static final int CHECKSUM = 6;
  private static final int LENGTH = 43;

  @Nested
  final class Created {
    private final Made dataApi = Fixtures.dataApiOf(Latchkey.ORDERS);
    private final MakeKey made = MakeKey.run();

    @Test
    void aKeyWorksAndItsSecretWasNeverSent() {
      RecordedResponse reply = send(engineer(), made).expect(201);
      assertThat(reply.json().has("api_key")).isFalse();
      assertThat(reply.exchange().body()).doesNotContain(made.secretHash());
      assertThat(reply.text("key_id")).isEqualTo(made.keyId());
      assertThat(reply.header("Location")).isEqualTo("/v1/keys/" + made.keyId());
      assertThat(made.apiKey()).startsWith(reply.text("hint"));
      orders(made.apiKey()).get("/orders").expect(200);
      engineer().post("/v1/keys/" + made.keyId() + "/revoke").expect(200);
      orders(made.apiKey()).get("/orders").expect(401);
    }

    @Test
    void alsoAsTheFirstKeyOfADataApi() {
      String id = Fixtures.newId();
      RecordedResponse reply = register(id, Latchkey.ORDERS, made).expect(201);
      assertThat(reply.json().path("key").has("api_key")).isFalse();
      assertThat(reply.text("/key/key_id")).isEqualTo(made.keyId());
      orders(made.apiKey()).get("/orders").expect(200);
      register(id, Latchkey.ORDERS, MakeKey.run()).expect(409, "data-api-exists");
    }

    @Test
    void theHashIsInNoEvent() {
      send(engineer(), made).expect(201);
      JsonNode events =
          Fixtures.eventually(
              () -> engineer().get("/v1/keys/" + made.keyId() + "/events").expect(200).json(),
              page -> page.path("events").size() == 1);
      assertThat(events.toString()).contains("created").doesNotContain(made.secretHash());
    }

    @Test
    void anIdThatIsInUseIsRefused() {
      send(engineer(), made).expect(201);
      send(engineer(), made).expect(409, "key-exists");
      send(Fixtures.LATCHKEY.as("analyst"), made).expect(409, "key-exists");
      register(Fixtures.newId(), "unused", made).expect(409, "key-exists");
      MakeKey other = MakeKey.run("--key-id", dataApi.keyId());
      send(engineer(), other).expect(409, "key-exists");
      orders(other.apiKey()).get("/orders").expect(401);
      orders(dataApi.apiKey()).get("/orders").expect(200);
    }

    @Test
    void soIsTheIdOfADeletedKey() {
      Made deleted = Fixtures.deleted();
      MakeKey again = MakeKey.run("--key-id", deleted.keyId());
      send(engineer(), again).expect(409, "key-exists");
      send(engineer().with("Idempotency-Key", UUID.randomUUID().toString()), again)
          .expect(409, "key-exists");
      register(Fixtures.newId(), "unused", again).expect(409, "key-exists");
      orders(again.apiKey()).get("/orders").expect(401);
    }

    @Test
    void soIsTheIdOfAKeyOfAnotherDomainAndNothingElseIsSaid() {
      Client logistics = Fixtures.LATCHKEY.as("logistics");
      String id = Fixtures.newId();
      logistics
          .post(
              "/v1/data-apis",
              "{'data_api_id': '%s', 'domain': 'logistics', 'dataset': 'x', 'routes': [{'api_id': '%s'}]}"
                  .formatted(id, id))
          .expect(201);
      RecordedResponse foreign =
          create(logistics, id, MakeKey.run("--key-id", dataApi.keyId())).expect(409, "key-exists");
      MakeKey own = MakeKey.run();
      create(logistics, id, own).expect(201);
      RecordedResponse theirs = create(logistics, id, own).expect(409, "key-exists");
      assertThat(withoutRequest(foreign)).isEqualTo(withoutRequest(theirs));
    }

    @Test
    void aRepeatWithTheSameIdempotencyKeyChangesNothing() {
      Client once = engineer().with("Idempotency-Key", UUID.randomUUID().toString());
      RecordedResponse first = send(once, made).expect(201);
      RecordedResponse again = send(once, made).expect(200);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.json()).isEqualTo(first.json());
      create(once, dataApi.dataApiId(), made, ", 'description': 'other'")
          .expect(422, "idempotency-key-reused");
      send(engineer().with("Idempotency-Key", UUID.randomUUID().toString()), made)
          .expect(409, "key-exists");
    }

    @Test
    void soDoesARepeatedRegistration() {
      Client once = engineer().with("Idempotency-Key", UUID.randomUUID().toString());
      String id = Fixtures.newId();
      RecordedResponse first = register(once, id, "unused-" + id, made).expect(201);
      RecordedResponse again = register(once, id, "unused-" + id, made).expect(200);
      assertThat(again.json()).isEqualTo(first.json());
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '"',
        value = {
          "'key_id': '4Zq8Rw1TnB7xKd2M', pointer /secret_hash",
          "'secret_hash': '%s', pointer /key_id",
          "'key_id': 'short'; 'secret_hash': '%s', pointer /key_id",
          "'key_id': '4Zq8Rw1TnB7xKd2M'; 'secret_hash': 'ab', pointer /secret_hash",
          "'key_id': '4Zq8Rw1TnB7xKd2M'; 'secret_hash': 7, pointer /secret_hash",
        })
    void bothAreWellFormedOrAbsent(String fields, String wrong) {
      String body = fields.replace(';', ',').replace("%s", made.secretHash());
      RecordedResponse reply =
          engineer()
              .post(
                  "/v1/keys",
                  "{'data_api_id': '%s', 'name': 'a key', %s}"
                      .formatted(dataApi.dataApiId(), body));
      assertThat(reply.expect(422, "invalid-request").wrong()).containsExactly(wrong);
    }

    @Test
    void aWholeKeyInPlaceOfItsHashIsRefusedAndNotRepeated() {
      RecordedResponse reply =
          send(engineer(), new MakeKey(made.apiKey(), made.apiKey(), made.apiKey()));
      assertThat(reply.expect(422).wrong())
          .containsExactlyInAnyOrder("pointer /key_id", "pointer /secret_hash");
      assertThat(reply.exchange().body()).doesNotContain(made.apiKey().substring(20));
    }

    private RecordedResponse send(Client client, MakeKey key) {
      return create(client, dataApi.dataApiId(), key);
    }
  }

  @Nested
  final class Rotated {
    private final Made key = Fixtures.dataApiOf(Latchkey.ORDERS);
    private final MakeKey next = MakeKey.run("--key-id", key.keyId());

    @Test
    void theNewSecretWorksAndTheOldOneForItsGrace() {
      RecordedResponse reply = rotate(next.secretHash(), 1).expect(200);
      assertThat(reply.json().has("api_key")).isFalse();
      assertThat(reply.json().has("previous_secret_until")).isTrue();
      orders(next.apiKey()).get("/orders").expect(200);
      orders(key.apiKey()).get("/orders").expect(200);
      MakeKey last = MakeKey.run("--key-id", key.keyId());
      rotate(last.secretHash(), 1).expect(409, "rotation-pending");
      rotate(last.secretHash(), 0).expect(200);
      orders(last.apiKey()).get("/orders").expect(200);
      orders(next.apiKey()).get("/orders").expect(401);
      orders(key.apiKey()).get("/orders").expect(401);
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "0, ''", "1, ', \"on_pending\": \"discard_new\"'"})
    void toTheCurrentSecretChangesNothing(int graceHours, String choice) {
      RecordedResponse first = rotate(next.secretHash(), 1).expect(200);
      RecordedResponse again =
          engineer()
              .post(
                  key.path() + "/rotate",
                  "{'grace_hours': %d, 'secret_hash': '%s'%s}"
                      .formatted(graceHours, next.secretHash(), choice))
              .expect(200);
      assertThat(again.json()).isEqualTo(first.json());
      orders(key.apiKey()).get("/orders").expect(200);
    }

    /** So the formula of the contract is what the service itself does. */
    @Test
    void toTheHashOfTheSecretThatTheServiceDrewChangesNothing() throws Exception {
      int end = key.apiKey().length() - CHECKSUM;
      String hashed = "latchkey/v1" + key.keyId() + key.apiKey().substring(end - LENGTH, end);
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.US_ASCII));
      RecordedResponse reply = rotate(HexFormat.of().formatHex(digest), 0).expect(200);
      assertThat(reply.json()).isEqualTo(key.seen().json());
      assertThat(reply.text("revision")).isEqualTo("1");
      assertThat(reply.json().has("rotated_at")).isFalse();
    }

    @Test
    void aRevokedKeyIsRefusedEvenForItsCurrentSecret() {
      rotate(next.secretHash(), 0).expect(200);
      engineer().post(key.path() + "/revoke").expect(200);
      rotate(next.secretHash(), 0).expect(409, "key-revoked");
    }

    @Test
    void aHashThatIsNoneIsRefusedByName() {
      assertThat(rotate("A".repeat(64), 0).expect(422).wrong())
          .containsExactly("pointer /secret_hash");
    }

    private RecordedResponse rotate(String hash, int graceHours) {
      return engineer()
          .post(
              key.path() + "/rotate",
              "{'grace_hours': %d, 'secret_hash': '%s'}".formatted(graceHours, hash));
    }
  }

  private static RecordedResponse create(Client client, String dataApiId, MakeKey key) {
    return create(client, dataApiId, key, "");
  }

  private static RecordedResponse create(
      Client client, String dataApiId, MakeKey key, String more) {
    return client.post(
        "/v1/keys",
        "{'data_api_id': '%s', 'name': 'a key', 'key_id': '%s', 'secret_hash': '%s'%s}"
            .formatted(dataApiId, key.keyId(), key.secretHash(), more));
  }

  private static RecordedResponse register(String id, String apiId, MakeKey key) {
    return register(engineer(), id, apiId, key);
  }

  private static RecordedResponse register(Client client, String id, String apiId, MakeKey key) {
    return client.post(
        "/v1/data-apis",
        """
        {'data_api_id': '%s', 'domain': 'sales', 'dataset': 'Orders', 'routes': [{'api_id': '%s'}],
         'key': {'key_id': '%s', 'secret_hash': '%s'}}
        """
            .formatted(id, apiId, key.keyId(), key.secretHash()));
  }

  private static String withoutRequest(RecordedResponse response) {
    return response.exchange().body().replace(response.text("instance"), "");
  }

  private static Client orders(String apiKey) {
    return Fixtures.LATCHKEY.orders().with("X-Api-Key", apiKey);
  }
}
