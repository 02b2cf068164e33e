package dev.latchkey.tests.system;

import static dev.latchkey.tests.system.Fixtures.engineer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.tests.system.Fixtures.Made;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** R34: keys that are delivered to Secrets Manager, and rotated there. */
final class KeyDeliveryTest {
  private static final OwnedSecrets SECRETS = Fixtures.LATCHKEY.secrets();

  private final Made dataApi = Fixtures.dataApiOf(Latchkey.ORDERS);
  private final String arn = SECRETS.create(dataApi.dataApiId());

  private static Client orders(String apiKey) {
    return Fixtures.LATCHKEY.orders().with("X-Api-Key", apiKey);
  }

  private static String deliverTo(String secretArn) {
    return "'deliver_to': {'secret_arn': '%s'}".formatted(secretArn);
  }

  private RecordedResponse create(Client client) {
    return client.post(
        "/v1/keys",
        "{'data_api_id': '%s', 'name': 'reports', %s}"
            .formatted(dataApi.dataApiId(), deliverTo(arn)));
  }

  private static RecordedResponse register(String id, String secretArn) {
    return engineer()
        .post(
            "/v1/data-apis",
            "{'data_api_id': '%s', 'domain': 'sales', 'dataset': 'd', 'routes': [{'api_id': '%s'}], 'key': {%s}}"
                .formatted(id, Latchkey.ORDERS, deliverTo(secretArn)));
  }

  @Test
  void aKeyIsInTheSecretAndInNoResponse() {
    RecordedResponse created = create(engineer()).expect(201);
    JsonNode value = SECRETS.value(arn);
    assertThat(created.json().has("api_key")).isFalse();
    assertThat(created.text("secret_arn")).isEqualTo(arn);
    assertThat(value.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("api_key", "key_id", "data_api_id", "expires_at");
    assertThat(value.path("key_id").asText()).isEqualTo(created.text("key_id"));
    assertThat(value.path("data_api_id").asText()).isEqualTo(dataApi.dataApiId());
    assertThat(value.path("expires_at").asText()).isEqualTo(created.text("expires_at"));
    orders(value.path("api_key").asText()).get("/orders").expect(200);
  }

  @Test
  void alsoTheFirstKeyOfADataApi() {
    String id = Fixtures.newId();
    String secretArn = SECRETS.create(id);
    RecordedResponse registered = register(id, secretArn).expect(201);
    assertThat(registered.json().path("key").has("api_key")).isFalse();
    orders(SECRETS.apiKey(secretArn)).get("/orders").expect(200);
  }

  @Test
  void aRotationIsDeliveredAndThePreviousSecretWorks() {
    RecordedResponse created = create(engineer()).expect(201);
    String before = SECRETS.apiKey(arn);
    String path = "/v1/keys/" + created.text("key_id") + "/rotate";
    engineer().post(path, "{%s}".formatted(deliverTo(arn))).expect(422);
    engineer().post(path, "{'grace_hours': 1, %s}".formatted(deliverTo(arn))).expect(200);
    assertThat(SECRETS.apiKey(arn)).isNotEqualTo(before);
    orders(SECRETS.apiKey(arn)).get("/orders").expect(200);
    orders(before).get("/orders").expect(200);
  }

  @Test
  void theAuditLogNamesTheSecretAndWhoRotated() {
    String keyId = create(engineer()).expect(201).text("key_id");
    SECRETS.rotate(arn);
    JsonNode events =
        Fixtures.eventually(
            () -> engineer().get("/v1/keys/" + keyId + "/events").expect(200).json(),
            page -> page.path("events").size() == 2);
    assertThat(events.at("/events/0/by/subject").asText())
        .isEqualTo("secretsmanager.amazonaws.com");
    assertThat(events.at("/events/0/by/name").asText()).startsWith("app/");
    assertThat(events.at("/events/0/kind").asText()).isEqualTo("rotated");
    assertThat(events.at("/events/1/changes/secret_arn/to").asText()).isEqualTo(arn);
    assertThat(events.toString()).doesNotContain(SECRETS.apiKey(arn));
  }

  @Test
  void aSecretForAnotherDataApiIsRefusedAsAMissingOne() {
    String id = dataApi.dataApiId();
    String other = SECRETS.create(Fixtures.newId());
    String missing = other.substring(0, other.length() - 1) + '_';
    for (String secretArn : List.of(other, missing, SECRETS.createUntagged())) {
      RecordedResponse refused =
          engineer()
              .post(
                  "/v1/keys",
                  "{'data_api_id': '%s', 'name': 'x', %s}".formatted(id, deliverTo(secretArn)))
              .expect(422, "invalid-request");
      assertThat(refused.json().at("/errors/0/pointer").asText())
          .isEqualTo("/deliver_to/secret_arn");
      assertThat(refused.json().at("/errors/0/detail").asText())
          .isEqualTo(
              "must be the whole ARN of a secret of this account and Region whose tag latchkey is "
                  + id);
    }
  }

  @Test
  void aFailedDeliveryIsSaidAndARotationHealsIt() {
    Client client = engineer().with("Idempotency-Key", UUID.randomUUID().toString());
    whileFailing(() -> create(client).expect(502, "not-delivered"));
    String keyId = create(client).expect(502, "not-delivered").text("key_id");
    engineer().get("/v1/keys/" + keyId).expect(200);
    String path = "/v1/keys/" + keyId + "/rotate";
    String body = "{'grace_hours': 1, %s}".formatted(deliverTo(arn));
    whileFailing(() -> engineer().post(path, body).expect(502, "not-delivered"));
    engineer().post(path, body.replace("}}", "}, 'on_pending': 'discard_new'}")).expect(200);
    orders(SECRETS.apiKey(arn)).get("/orders").expect(200);
    String id = Fixtures.newId();
    String secretArn = SECRETS.create(id);
    whileFailing(() -> register(id, secretArn).expect(502, "not-delivered"));
    engineer().get("/v1/data-apis/" + id).expect(200);
  }

  private static void whileFailing(Runnable action) {
    Fixtures.LATCHKEY.guardedSecrets().whileFailing("PutSecretValue", action);
  }

  @Test
  void secretsManagerRotatesAKeyWithoutDowntime() {
    String keyId = create(engineer()).expect(201).text("key_id");
    String before = SECRETS.apiKey(arn);
    SECRETS.rotate(arn);
    String after = SECRETS.apiKey(arn);
    assertThat(after).isNotEqualTo(before);
    orders(before).get("/orders").expect(200);
    orders(after).get("/orders").expect(200);
    RecordedResponse key = engineer().get("/v1/keys/" + keyId).expect(200);
    assertThat(key.text("secret_arn")).isEqualTo(arn);
    assertThat(key.json().has("previous_secret_until")).isTrue();
  }
}
