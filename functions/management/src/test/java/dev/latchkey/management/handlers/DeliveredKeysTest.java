package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.StoredKey;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the delivery of keys to Secrets Manager. */
class DeliveredKeysTest {
  private static final String POINTER = "\"pointer\":\"/deliver_to/secret_arn\"";

  private final TestSecrets secrets = TestSecrets.shared();
  private final ManagementFixture api = new ManagementFixture(secrets.vault());
  private final String arn = secrets.create("orders");

  @BeforeEach
  void register() {
    api.register("orders");
  }

  private static TestRequest create(String secretArn) {
    return TestRequest.of("POST /v1/keys")
        .body(
            "{'data_api_id': 'orders', 'name': 'r', 'deliver_to': {'secret_arn': '%s'}}"
                .formatted(secretArn));
  }

  private static TestRequest rotate(String keyId, String fields) {
    return TestRequest.of("POST /v1/keys/{key_id}/rotate")
        .at("key_id", keyId)
        .body("{" + fields + "}");
  }

  private String deliverTo(String secretArn) {
    return "'deliver_to': {'secret_arn': '%s'}".formatted(secretArn);
  }

  private StoredKey stored(String keyId) {
    return ((LookupResult.Found) api.stores.keys().lookup(new KeyId(keyId))).stored();
  }

  private @Nullable SecretVersion which(String keyId, String apiKey) {
    KeyText text = KeyText.parse(apiKey, List.of("lk")).orElseThrow();
    return stored(keyId).matching(text.hash(), api.now());
  }

  private long keys() {
    return api.stores.keys().all().count();
  }

  /** Returns the response of a handler whose vault is interrupted before or after a request. */
  private TestResponse respond(
      Function<
              ManagementDependencies,
              RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>>
          handler,
      Interruption interruption,
      TestRequest request) {
    ManagementDependencies real = api.dependencies();
    return ManagementFixture.respond(
        handler.apply(
            new ManagementDependencies(
                real.settings(),
                real.clock(),
                real.random(),
                real.telemetry(),
                real.stores(),
                interruption.in(SecretVault.class, real.vault()))),
        request);
  }

  @Test
  void aNewKeyIsInTheSecretAndNotInTheResponse() {
    TestResponse created = api.respond(create(arn));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("secret_arn")).isEqualTo(arn);
    String apiKey = secrets.apiKey(arn);
    assertThat(created.body()).doesNotContain("api_key", apiKey);
    assertThat(secrets.value(arn))
        .isEqualTo(
            Map.of(
                "api_key",
                apiKey,
                "key_id",
                created.text("key_id"),
                "data_api_id",
                "orders",
                "expires_at",
                created.text("expires_at")));
    assertThat(which(created.text("key_id"), apiKey)).isEqualTo(SecretVersion.CURRENT);
    assertThat(api.log()).doesNotContain(apiKey);
  }

  @Test
  void theArnCountsWithTheFields() {
    int left = 2_048 - arn.length() - 11;
    String claim = "x".repeat((left - 1_024 - 100) / 4 - 1);
    String name = "n".repeat(left - 1_024 - 4 * (claim.length() + 1));
    String fields =
        ("'data_api_id': 'orders', 'name': '%%s', 'description': '%1$s',"
                + " 'claims': {'c': '%2$s', 'd': '%2$s', 'e': '%2$s', 'f': '%2$s'}")
            .formatted("d".repeat(1_024), claim);
    String full = fields.formatted(name);
    String over = fields.formatted(name + "n");
    String delivered = ", " + deliverTo(arn) + "}";
    assertThat(api.respond(TestRequest.of("POST /v1/keys").body("{" + over + delivered)).body())
        .contains("\"pointer\":\"/description\"", " at most %,d are allowed".formatted(left));
    TestResponse created =
        api.respond(TestRequest.of("POST /v1/keys").body("{" + full + delivered));
    assertThat(created.status()).isEqualTo(201);
    TestRequest edit =
        TestRequest.of("PATCH /v1/keys/{key_id}").at("key_id", created.text("key_id"));
    TestResponse edited = api.respond(edit.body("{'name': '%s'}".formatted(name + "n")));
    assertThat(edited.status()).isEqualTo(422);
    String shown =
        api.respond(TestRequest.of("POST /v1/keys").body("{" + over + "}")).text("key_id");
    TestResponse rotated = api.respond(rotate(shown, "'grace_hours': 1, " + deliverTo(arn)));
    assertThat(rotated.status()).isEqualTo(422);
    assertThat(rotated.body()).contains(POINTER, " at most %,d are allowed".formatted(left));
  }

  @Test
  void theFirstKeyOfADataApiIsDelivered() {
    String secretArn = secrets.create("stock");
    TestRequest request =
        TestRequest.of("POST /v1/data-apis")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .body(
                "{'data_api_id': 'stock', 'domain': 'sales', 'dataset': 'd', 'routes': [{'api_id': 's'}],"
                    + " 'key': {%s}}".formatted(deliverTo(secretArn)));
    TestResponse registered = api.respond(request);
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.body()).contains("\"secret_arn\"").doesNotContain("api_key");
    String apiKey = secrets.apiKey(secretArn);
    TestResponse repeated = api.respond(request);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(secrets.apiKey(secretArn)).isEqualTo(apiKey);
  }

  @Test
  void theTagIsThatOfTheNewDataApi() {
    TestResponse response =
        api.respond(
            TestRequest.of("POST /v1/data-apis")
                .body(
                    "{'data_api_id': 'stock', 'domain': 'sales', 'dataset': 'd',"
                        + " 'routes': [{'api_id': 's'}], 'key': {%s}}".formatted(deliverTo(arn))));
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.body()).contains("\"pointer\":\"/key/deliver_to/secret_arn\"");
    assertThat(api.stores.dataApis().find("stock")).isEmpty();
  }

  @Test
  void aRotationIsDelivered() {
    String keyId = api.key("orders");
    TestResponse rotated = api.respond(rotate(keyId, "'grace_hours': 1, " + deliverTo(arn)));
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.body()).doesNotContain("api_key");
    assertThat(rotated.text("secret_arn")).isEqualTo(arn);
    assertThat(which(keyId, secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'grace_hours': 0, "})
  void aRotationWithDeliveryNeedsAGracePeriod(String grace) {
    String keyId = api.key("orders");
    TestResponse response = api.respond(rotate(keyId, grace + deliverTo(arn)));
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.body())
        .contains("\"pointer\":\"/grace_hours\"", "from 1 to 168 together with deliver_to");
    assertThat(stored(keyId).key().rotatedAt()).isNull();
  }

  @Test
  void aRotationThatShowsTheSecretEndsTheDelivery() {
    String keyId = api.respond(create(arn)).text("key_id");
    TestResponse rotated = api.respond(rotate(keyId, "'grace_hours': 1"));
    assertThat(rotated.body()).contains("api_key").doesNotContain("secret_arn");
    assertThat(which(keyId, secrets.apiKey(arn))).isEqualTo(SecretVersion.PREVIOUS);
  }

  @Test
  void aHashIsNotDelivered() {
    String hash = "0".repeat(64);
    String keyId = api.key("orders");
    String fields = "'grace_hours': 1, 'secret_hash': '%s', ".formatted(hash) + deliverTo(arn);
    TestResponse response = api.respond(rotate(keyId, fields));
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.body())
        .contains("\"pointer\":\"/deliver_to\"", "\"pointer\":\"/secret_hash\"");
  }

  @Test
  void aSecretForAnotherDataApiReceivesNothing() {
    secrets.tag(arn, "other");
    assertRefused(arn);
  }

  @Test
  void aSecretThatDoesNotExistCreatesNothing() {
    assertRefused("arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-AbCdEf");
  }

  @Test
  void aSecretThatIsBeingDeletedReceivesNothing() {
    secrets.delete(arn);
    assertRefused(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "arn:aws:s3:::bucket",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:a b"
      })
  void anythingElseThanAnArnIsInvalid(String text) {
    assertRefused(text);
  }

  @Test
  void anArnHasAtMost128Characters() {
    String prefix = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    assertRefused(prefix + "x".repeat(129 - prefix.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "{'secret_arn': 7}", "{'secret_arn': null}", "[]"})
  void anythingElseThanASecretIsInvalid(String value) {
    long before = keys();
    TestResponse response =
        api.respond(
            TestRequest.of("POST /v1/keys")
                .body("{'data_api_id': 'orders', 'name': 'r', 'deliver_to': %s}".formatted(value)));
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.body()).contains("/deliver_to");
    assertThat(keys()).isEqualTo(before);
  }

  private void assertRefused(String secretArn) {
    long before = keys();
    TestResponse response = api.respond(create(secretArn));
    assertThat(response.status()).isEqualTo(422);
    assertThat(response.body()).contains(POINTER);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void aRepeatDeliversNothingElse() {
    TestRequest request = create(arn).header("Idempotency-Key", UUID.randomUUID().toString());
    TestResponse created = api.respond(request);
    String versions = secrets.stages(arn).toString();
    TestResponse repeated = api.respond(request);
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.text("key_id")).isEqualTo(created.text("key_id"));
    assertThat(secrets.stages(arn).toString()).isEqualTo(versions);
  }

  @Test
  void aRepeatForAnotherSecretIsAnotherRequest() {
    String idempotencyKey = UUID.randomUUID().toString();
    api.respond(create(arn).header("Idempotency-Key", idempotencyKey));
    String other = secrets.create("orders");
    TestResponse response = api.respond(create(other).header("Idempotency-Key", idempotencyKey));
    assertThat(response.body()).contains("idempotency-key-reused");
    assertThat(secrets.stages(other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeliveryWithoutAResponseIsNotDelivered(boolean isAfter) {
    TestRequest request = create(arn).header("Idempotency-Key", UUID.randomUUID().toString());
    TestResponse failed = respond(CreateKeyHandler::new, new Interruption(1, isAfter), request);
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.body()).contains("urn:latchkey:problem:not-delivered");
    assertThat(api.log()).contains("\"not-delivered\"", "InterruptedWorkException");
    String keyId = (String) failed.at("key_id");
    TestResponse repeated = api.respond(request);
    assertThat(repeated.status()).as("%s", repeated.body()).isEqualTo(isAfter ? 200 : 502);
    assertThat(repeated.at("key_id")).isEqualTo(keyId);

    api.respond(rotate(keyId, "'grace_hours': 1, " + deliverTo(arn)));
    assertThat(which(keyId, secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
    assertThat(api.respond(request).status()).as("after a rotation").isEqualTo(200);
  }

  @Test
  void aRotationWithoutAResponseKeepsThePreviousSecret() {
    String keyId = api.respond(create(arn)).text("key_id");
    String before = secrets.apiKey(arn);
    TestResponse failed =
        respond(
            RotateKeyHandler::new,
            new Interruption(1, false),
            rotate(keyId, "'grace_hours': 1, " + deliverTo(arn)));
    assertThat(failed.status()).isEqualTo(502);
    assertThat(which(keyId, before)).isEqualTo(SecretVersion.PREVIOUS);
    TestResponse again =
        api.respond(
            rotate(keyId, "'grace_hours': 1, 'on_pending': 'discard_new', " + deliverTo(arn)));
    assertThat(again.status()).isEqualTo(200);
    assertThat(which(keyId, secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
    assertThat(which(keyId, before)).isEqualTo(SecretVersion.PREVIOUS);
  }

  @Test
  void withoutSecretsManagerNothingIsCreated() throws IOException {
    URI gone;
    try (var server = new java.net.ServerSocket(0)) {
      gone = URI.create("http://localhost:" + server.getLocalPort());
    }
    ManagementFixture cut = new ManagementFixture(TestSecrets.at(gone).vault());
    cut.register("orders");
    long before = cut.stores.keys().all().count();
    assertThat(cut.respond(create(arn)).status()).isEqualTo(503);
    assertThat(cut.stores.keys().all().count()).isEqualTo(before);
    assertThat(cut.log()).contains("DescribeSecret got no response");
  }

  @Test
  void aKeyThatDoesNotExistIsNotFound() {
    TestResponse unknown =
        api.respond(rotate("0".repeat(16), "'grace_hours': 1, " + deliverTo(arn)));
    assertThat(unknown.status()).isEqualTo(404);
  }
}
