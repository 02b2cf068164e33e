package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.application.RequestException.Reason;
import dev.latchkey.core.application.SecretVault;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretVersion;
import dev.latchkey.core.domain.StoredKey;
import dev.latchkey.management.json.JsonText;
import dev.latchkey.testing.Seed;
import dev.latchkey.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the rotation of a key in Secrets Manager. */
class RotateSecretHandlerTest {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");
  private static final int GRACE_HOURS = 24;

  private final TestSecrets secrets = TestSecrets.shared();
  private final ManagementFixture api = new ManagementFixture(secrets.vault());
  private final String arn = secrets.create("orders");
  private final String keyId = delivered(arn);

  private String delivered(String secretArn) {
    if (api.stores.dataApis().find("orders").isEmpty()) {
      api.register("orders");
    }
    return api.respond(
            TestRequest.of("POST /v1/keys")
                .body(
                    "{'data_api_id': 'orders', 'name': 'r', 'deliver_to': {'secret_arn': '%s'}}"
                        .formatted(secretArn)))
        .text("key_id");
  }

  private void step(String step, String secretArn, String version) {
    step(api.dependencies(), step, secretArn, version);
  }

  private static void step(
      ManagementDependencies dependencies, String step, String secretArn, String version) {
    new RotateSecretHandler(dependencies, GRACE_HOURS)
        .handleRequest(
            Map.of("Step", step, "SecretId", secretArn, "ClientRequestToken", version),
            new TestContext("invocation"));
  }

  private String rotate() {
    String version = secrets.beginRotation(arn, 30);
    STEPS.forEach(step -> step(step, arn, version));
    return version;
  }

  private StoredKey stored() {
    return stored(keyId);
  }

  private StoredKey stored(String id) {
    return ((LookupResult.Found) api.stores.keys().lookup(new KeyId(id))).stored();
  }

  private @Nullable SecretVersion which(String apiKey) {
    KeyText text = KeyText.parse(apiKey, List.of("lk")).orElseThrow();
    return stored().matching(text.hash(), api.now());
  }

  @Test
  void appsReadTheNewSecretAndThePreviousOneWorksForTheGracePeriod() {
    String before = secrets.apiKey(arn);
    String version = rotate();
    String after = secrets.apiKey(arn);

    assertThat(after).isNotEqualTo(before);
    assertThat(secrets.version(arn, "AWSCURRENT")).isEqualTo(version);
    assertThat(secrets.value(arn, "AWSPREVIOUS").get("api_key")).isEqualTo(before);
    assertThat(which(after)).isEqualTo(SecretVersion.CURRENT);
    assertThat(which(before)).isEqualTo(SecretVersion.PREVIOUS);
    ApiKey key = stored().key();
    assertThat(key.deliveredTo()).isEqualTo(arn);
    assertThat(key.previousSecretUntil()).isEqualTo(api.now().plus(Duration.ofHours(GRACE_HOURS)));
    assertThat(secrets.value(arn))
        .isEqualTo(
            Map.of(
                "api_key",
                after,
                "key_id",
                keyId,
                "data_api_id",
                "orders",
                "expires_at",
                key.expiresAt().toString()));
    assertThat(api.log()).contains("\"step\":\"finishSecret\"").doesNotContain(before, after);
  }

  /** The app reads the secret when it starts, and again when a request is refused. */
  @Test
  void anAppThatReadsTheSecretAgainNeedsOneRetryForARotation() {
    Random random = new Random(Seed.of(RotateSecretHandlerTest.class));
    String apiKey = secrets.apiKey(arn);
    int retries = 0;
    for (int i = 1; i <= 100; i++) {
      String version = secrets.beginRotation(arn, 3);
      for (int part = 0; part < 12; part++) {
        if (part < STEPS.size()) {
          step(STEPS.get(part), arn, version);
        }
        if (random.nextBoolean() && which(apiKey) == null) {
          retries++;
          apiKey = secrets.apiKey(arn);
          assertThat(which(apiKey)).as("rotation %d, part %d", i, part).isNotNull();
        }
        api.pass(Duration.ofHours(6));
      }
      assertThat(retries).as("retries after %d rotations", i).isLessThanOrEqualTo(i);
    }
    assertThat(retries).as("rotations that the app noticed").isGreaterThan(50);
  }

  @ParameterizedTest
  @CsvSource({"1, 23", "2, 24", "30, 24"})
  void theGracePeriodIsShorterThanTheInterval(int days, int hours) {
    String version = secrets.beginRotation(arn, days);
    STEPS.forEach(step -> step(step, arn, version));
    assertThat(stored().key().previousSecretUntil())
        .isEqualTo(api.now().plus(Duration.ofHours(hours)));
  }

  @Test
  void eachStepCanBeRepeated() {
    String version = secrets.beginRotation(arn, 30);
    STEPS.forEach(
        step -> {
          step(step, arn, version);
          String pending = secrets.stages(arn).toString();
          long revision = stored().key().version().revision();
          step(step, arn, version);
          assertThat(secrets.stages(arn).toString()).isEqualTo(pending);
          assertThat(stored().key().version().revision()).isEqualTo(revision);
        });
    STEPS.forEach(step -> step(step, arn, version));
    assertThat(which(secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
    assertThat(stored().key().version().revision()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptedRotationIsFinishedByItsRepeat(boolean isAfter) {
    int interrupted = 0;
    for (int at = 0; interrupted == at; at++) {
      Interruption interruption = new Interruption(at, isAfter);
      ManagementDependencies failing = interrupted(interruption);
      String version = secrets.beginRotation(arn, 30);
      String before = secrets.apiKey(arn);
      for (String step : STEPS) {
        try {
          step(failing, step, arn, version);
        } catch (Interruption.InterruptedWorkException e) {
          interrupted++;
          assertThat(which(secrets.apiKey(arn)))
              .as("apps can read a secret that works after %s was interrupted at %d", step, at)
              .isNotNull();
          break;
        }
      }
      STEPS.forEach(step -> step(step, arn, version));
      assertThat(which(secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
      assertThat(which(before)).isEqualTo(SecretVersion.PREVIOUS);
      api.pass(Duration.ofDays(2));
    }
    assertThat(interrupted).as("requests of a rotation").isGreaterThan(20);
  }

  private ManagementDependencies interrupted(Interruption interruption) {
    ManagementDependencies real = api.dependencies();
    Stores stores = real.stores();
    return new ManagementDependencies(
        real.settings(),
        real.clock(),
        real.random(),
        real.telemetry(),
        new Stores(
            interruption.in(KeyStore.class, stores.keys()),
            stores.dataApis(),
            stores.events(),
            stores.usage()),
        interruption.in(SecretVault.class, real.vault()));
  }

  @Test
  void aNewRotationReplacesOneThatWasGivenUp() {
    String before = secrets.apiKey(arn);
    String abandoned = secrets.beginRotation(arn, 30);
    step("createSecret", arn, abandoned);
    step("setSecret", arn, abandoned);
    Instant until = Objects.requireNonNull(stored().key().previousSecretUntil());
    secrets.unlabel(arn, "AWSPENDING", abandoned);
    api.pass(Duration.ofHours(1));

    String version = secrets.beginRotation(arn, 30);
    step("createSecret", arn, version);
    step("setSecret", arn, version);

    assertThat(which(before)).as("the secret that apps still read").isNotNull();
    assertThat(stored().key().previousSecretUntil()).isEqualTo(until);
    step("finishSecret", arn, version);
    assertThat(which(secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
  }

  @Test
  void aSecretRotatedByAnOperatorWaitsUntilThePreviousOneEnds() {
    api.respond(
        TestRequest.of("POST /v1/keys/{key_id}/rotate")
            .at("key_id", keyId)
            .body("{'grace_hours': 5, 'deliver_to': {'secret_arn': '%s'}}".formatted(arn)));
    String version = secrets.beginRotation(arn, 30);
    step("createSecret", arn, version);
    assertThatThrownBy(() -> step("setSecret", arn, version))
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ROTATION_PENDING));
    api.pass(Duration.ofHours(5));
    STEPS.forEach(step -> step(step, arn, version));
    assertThat(which(secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
  }

  @Test
  void aSecretThatNamesAnotherKeyIsNotServed() {
    String other = delivered(secrets.create("orders"));
    String hidden = stored(other).key().deliveredTo();
    secrets.put(arn, "AWSCURRENT", value(Objects.requireNonNull(hidden)));
    assertRefused("createSecret", secrets.beginRotation(arn, 30), "not delivered to it");
    assertThat(stored(other).key().rotatedAt()).isNull();
  }

  @Test
  void aPendingVersionThatNamesAnotherKeyIsNotServed() {
    String other = delivered(secrets.create("orders"));
    String version =
        secrets.put(
            arn, "AWSPENDING", value(Objects.requireNonNull(stored(other).key().deliveredTo())));
    step("createSecret", arn, version);
    for (String step : STEPS.subList(1, 4)) {
      assertRefused(step, version, "no secret of its key");
    }
    assertThat(stored().key().rotatedAt()).isNull();
    assertThat(stored(other).key().rotatedAt()).isNull();
  }

  @Test
  void aSecretWithAnotherTagIsNotServed() {
    String version = secrets.beginRotation(arn, 30);
    secrets.tag(arn, "other");
    STEPS.forEach(step -> assertRefused(step, version, "tag"));
    assertThat(stored().key().rotatedAt()).isNull();
  }

  @Test
  void anotherVersionIsNotServed() {
    secrets.beginRotation(arn, 30);
    STEPS.forEach(step -> assertRefused(step, UUID.randomUUID().toString(), "pending version"));
    String pending = secrets.version(arn, "AWSPENDING");
    String previous = secrets.version(arn, "AWSCURRENT");
    STEPS.forEach(step -> step(step, arn, pending));
    STEPS.forEach(step -> assertRefused(step, previous, "pending version"));
  }

  @Test
  void aPendingSecretThatTheKeyDoesNotHaveIsNotFinished() {
    String version = secrets.beginRotation(arn, 30);
    step("createSecret", arn, version);
    for (String step : STEPS.subList(2, 4)) {
      assertThatThrownBy(() -> step(step, arn, version))
          .isInstanceOfSatisfying(
              RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED));
    }
    assertThat(secrets.version(arn, "AWSCURRENT")).isNotEqualTo(version);
  }

  @Test
  void aSecretThatWasReplacedAfterTheStepBeforeIsNotFinished() {
    String version = secrets.beginRotation(arn, 30);
    step("createSecret", arn, version);
    step("setSecret", arn, version);
    step("testSecret", arn, version);
    api.respond(
        TestRequest.of("POST /v1/keys/{key_id}/rotate")
            .at("key_id", keyId)
            .body(
                "{'grace_hours': 5, 'on_pending': 'end_previous', 'deliver_to': {'secret_arn': '%s'}}"
                    .formatted(arn)));
    assertRefused("finishSecret", version, "no longer the key's current one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "{}", "{'api_key': 7}"})
  void aSecretWithoutAKeyIsNotServed(String value) {
    String empty = secrets.create("orders");
    secrets.put(empty, "AWSCURRENT", value.replace('\'', '"'));
    String version = secrets.beginRotation(empty, 30);
    assertThatThrownBy(() -> step("createSecret", empty, version))
        .hasMessageContaining("no key")
        .hasMessageNotContaining(value);
  }

  @Test
  void aRevokedKeyIsNotRotated() {
    api.revoke(keyId);
    String version = secrets.beginRotation(arn, 30);
    assertThatThrownBy(() -> step("createSecret", arn, version))
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.KEY_REVOKED));
  }

  @Test
  void aKeyThatWasShownSinceIsNotRotated() {
    api.of("POST /v1/keys/{key_id}/rotate", keyId);
    assertRefused("createSecret", secrets.beginRotation(arn, 30), "not delivered to it");
  }

  @Test
  void aSecretThatDoesNotExistIsNotServed() {
    String gone = "arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-AbCdEf";
    assertThatThrownBy(() -> step("createSecret", gone, UUID.randomUUID().toString()))
        .hasMessageContaining("does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "create", "CREATE", "deleteSecret"})
  void anotherStepIsNotPerformed(String step) {
    String version = secrets.beginRotation(arn, 30);
    assertThatThrownBy(() -> step(step, arn, version)).isInstanceOf(IllegalArgumentException.class);
    assertThat(api.log()).contains("\"batch_errors\":1");
  }

  @Test
  void anEventWithoutItsMembersIsRefused() {
    RotateSecretHandler handler = new RotateSecretHandler(api.dependencies(), GRACE_HOURS);
    assertThatThrownBy(() -> handler.handleRequest(Map.of(), new TestContext("invocation")))
        .hasMessage("The event has no Step.");
  }

  @Test
  void aRotationDeliversAfterADeliveryFailed() {
    String before = secrets.apiKey(arn);
    TestRequest request =
        TestRequest.of("POST /v1/keys/{key_id}/rotate")
            .at("key_id", keyId)
            .body("{'grace_hours': 5, 'deliver_to': {'secret_arn': '%s'}}".formatted(arn));
    RotateKeyHandler failing = new RotateKeyHandler(interrupted(new Interruption(2, false)));
    assertThat(ManagementFixture.respond(failing, request).status()).isEqualTo(502);
    assertThat(which(before)).isEqualTo(SecretVersion.PREVIOUS);
    rotate();
    assertThat(which(secrets.apiKey(arn))).isEqualTo(SecretVersion.CURRENT);
    assertThat(which(before)).isEqualTo(SecretVersion.PREVIOUS);
  }

  private void assertRefused(String step, String version, String why) {
    assertThatThrownBy(() -> step(step, arn, version))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }

  private String value(String secretArn) {
    return JsonText.of(secrets.value(secretArn));
  }
}
