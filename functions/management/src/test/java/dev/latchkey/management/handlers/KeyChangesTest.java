package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests extend, edit, rotate, revoke, delete and get. */
class KeyChangesTest {
  private static final String GET = "GET /v1/keys/{key_id}";
  private static final String EXTEND = "POST /v1/keys/{key_id}/extend";
  private static final String ROTATE = "POST /v1/keys/{key_id}/rotate";
  private static final String SUSPEND = "POST /v1/keys/{key_id}/suspend";
  private static final String RESUME = "POST /v1/keys/{key_id}/resume";
  private static final String REVOKE = "POST /v1/keys/{key_id}/revoke";
  private static final String EDIT = "PATCH /v1/keys/{key_id}";
  private static final String DELETE = "DELETE /v1/keys/{key_id}";

  private final ManagementFixture api = new ManagementFixture();
  private final String keyId = api.key("orders");

  private TestResponse send(String operation, String body) {
    return api.respond(TestRequest.of(operation).at("key_id", keyId).body(body));
  }

  @Nested
  class Status200 {
    @Test
    void extendAddsDaysToTheEnd() {
      assertThat(send(EXTEND, "{'validity_days': 60}").text("expires_at"))
          .isEqualTo("2027-02-19T09:00:00Z");
    }

    @Test
    void aRepeatedExtendCountsOnce() {
      TestRequest request =
          TestRequest.of(EXTEND).at("key_id", keyId).header("Idempotency-Key", "0123456789abcdef");
      TestResponse first = api.respond(request.body("{'validity_days': 60}"));
      TestResponse repeat =
          api.respond(
              TestRequest.of(EXTEND)
                  .at("key_id", keyId)
                  .header("Idempotency-Key", "0123456789abcdef")
                  .body("{'validity_days':60}"));

      assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
      assertThat(repeat.headers()).containsEntry("Idempotency-Replayed", "true");
      assertThat(repeat.text("expires_at")).isEqualTo(first.text("expires_at"));
    }

    @Test
    void editChangesWhatIsGivenAndNullClears() {
      send(EDIT, "{'description': 'x', 'expires_at': '2026-12-01T00:00:00Z'}");
      TestResponse edited = send(EDIT, "{'name': 'other', 'description': null}");

      assertThat(edited.text("name")).isEqualTo("other");
      assertThat(edited.text("expires_at")).isEqualTo("2026-12-01T00:00:00Z");
      assertThat(edited.json()).doesNotContainKey("description");
      assertThat(send(EDIT, "{}").body()).isEqualTo(edited.body());
    }

    @Test
    void aMergePatchMayBeDeclaredAsOne() {
      TestResponse edited =
          api.respond(
              TestRequest.of(EDIT)
                  .at("key_id", keyId)
                  .header("Content-Type", "application/merge-patch+json")
                  .rawBody("{\"name\":\"other\"}"));

      assertThat(edited.text("name")).isEqualTo("other");
    }

    @Test
    void rotateShowsANewSecretUnderTheSameId() {
      TestResponse rotated = send(ROTATE, "{'grace_hours': 24}");

      assertThat(rotated.status()).isEqualTo(200);
      assertThat(rotated.headers()).containsEntry("Cache-Control", "no-store");
      assertThat(rotated.text("api_key")).startsWith("lk_" + keyId + "_");
      assertThat(rotated.text("previous_secret_until")).isEqualTo("2026-11-22T09:00:00Z");
      assertThat(api.of(GET, keyId).body()).doesNotContain("api_key");
      assertThat(api.log()).doesNotContain(rotated.text("api_key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROTATE, SUSPEND, RESUME, REVOKE})
    void theBodyIsOptional(String operation) {
      assertThat(api.of(operation, keyId).status()).isEqualTo(200);
      assertThat(
              api.respond(TestRequest.of(operation).at("key_id", api.key("orders")).rawBody(""))
                  .status())
          .isEqualTo(200);
      for (String body : new String[] {"{}", "null", " null\n"}) {
        assertThat(
                api.respond(TestRequest.of(operation).at("key_id", api.key("orders")).body(body))
                    .status())
            .as(body)
            .isEqualTo(200);
      }
    }

    @Test
    void revokeTwiceKeepsTheFirstTimeAndReason() {
      TestResponse first = send(REVOKE, "{'reason': 'leaked'}");
      api.pass(Duration.ofHours(1));
      TestResponse second = send(REVOKE, "{'reason': 'again'}");

      assertThat(first.text("status")).isEqualTo("revoked");
      assertThat(first.text("revoked_by")).isEqualTo("Erin");
      assertThat(first.text("revoke_reason")).isEqualTo("leaked");
      assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void suspendTwiceKeepsTheFirstTimeAndReasonUntilResumed() {
      String before = api.of(GET, keyId).text("expires_at");
      TestResponse first = send(SUSPEND, "{'reason': 'unpaid'}");
      api.pass(Duration.ofHours(1));
      TestResponse second = send(SUSPEND, "{'reason': 'again'}");

      assertThat(first.text("status")).isEqualTo("suspended");
      assertThat(first.text("suspended_by")).isEqualTo("Erin");
      assertThat(first.text("suspended_at")).isEqualTo("2026-11-21T09:00:00Z");
      assertThat(first.text("suspend_reason")).isEqualTo("unpaid");
      assertThat(second.body()).isEqualTo(first.body());

      TestResponse resumed = api.of(RESUME, keyId);
      assertThat(resumed.text("status")).isEqualTo("active");
      assertThat(resumed.text("expires_at")).isEqualTo(before);
      assertThat(resumed.json())
          .doesNotContainKeys("suspended_at", "suspended_by", "suspend_reason");
      assertThat(api.of(RESUME, keyId).body()).isEqualTo(resumed.body());
    }

    @Test
    void anExpiredKeyMayBeRevokedAndEditedInItsName() {
      api.pass(Duration.ofDays(30));

      assertThat(api.of(GET, keyId).text("status")).isEqualTo("expired");
      assertThat(send(EDIT, "{'name': 'old'}").text("name")).isEqualTo("old");
      assertThat(api.of(REVOKE, keyId).text("status")).isEqualTo("revoked");
    }
  }

  @Nested
  class Status204 {
    @Test
    void aRevokedKeyIsDeleted() {
      api.revoke(keyId);

      TestResponse deleted = api.of(DELETE, keyId);

      assertThat(deleted.status()).isEqualTo(204);
      assertThat(deleted.body()).isEmpty();
      api.of(DELETE, keyId).isProblem(404, "not-found");
      api.of(GET, keyId).isProblem(404, "not-found");
    }

    @Test
    void anExpiredKeyIsDeleted() {
      api.pass(Duration.ofDays(30));

      assertThat(api.of(DELETE, keyId).status()).isEqualTo(204);
    }
  }

  @Nested
  class Status404 {
    @ParameterizedTest
    @ValueSource(
        strings = {"0000000000000000", "x", "", "%2e%2e", "0000000000000000 ", "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ"})
    void anUnknownOrImpossibleId(String id) {
      for (String operation : new String[] {GET, ROTATE, SUSPEND, RESUME, REVOKE, DELETE}) {
        api.of(operation, id).isProblem(404, "not-found");
      }
      api.respond(TestRequest.of(EDIT).at("key_id", id).body("{}")).isProblem(404, "not-found");
      api.respond(TestRequest.of(EXTEND).at("key_id", id).body("{'validity_days':1}"))
          .isProblem(404, "not-found");
    }

    @Test
    void errorsInTheRequestComeFirst() {
      api.respond(TestRequest.of(EXTEND).at("key_id", "x").body("{}"))
          .refuses("pointer /validity_days");
      api.respond(TestRequest.of(GET).at("key_id", "x").query("a", "b")).refuses("parameter a");
    }
  }

  @Nested
  class Status409 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          EXTEND + " | {'validity_days': 1}",
          ROTATE + " | {}",
          SUSPEND + " | {}",
          RESUME + " | {}",
          EDIT + " | {'expires_at': '2026-12-31T00:00:00Z'}"
        })
    void anEndedKeyStaysAsItIs(String operation, String body) {
      api.pass(Duration.ofDays(30));
      send(operation, body).isProblem(409, "key-expired");
      api.revoke(keyId);
      send(operation, body).isProblem(409, "key-revoked");
    }

    @Test
    void anActiveOrSuspendedKeyIsNotDeleted() {
      api.of(DELETE, keyId).isProblem(409, "key-active");
      api.of(SUSPEND, keyId).hasStatus(200);
      api.of(DELETE, keyId).isProblem(409, "key-active");
    }
  }

  @Nested
  class Status422 {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          EXTEND + " | {} | pointer /validity_days",
          EXTEND + " | {'validity_days': null} | pointer /validity_days",
          EXTEND + " | {'validity_days': 0} | pointer /validity_days",
          EXTEND + " | {'validity_days': 336} | pointer /validity_days",
          EXTEND + " | {'validity_days': 99999999999} | pointer /validity_days",
          ROTATE + " | {'grace_hours': -1} | pointer /grace_hours",
          ROTATE + " | {'grace_hours': 169} | pointer /grace_hours",
          ROTATE + " | {'grace_hours': 1.5} | pointer /grace_hours",
          SUSPEND + " | {'reason': ''} | pointer /reason",
          SUSPEND + " | {'until': 1} | pointer /until",
          RESUME + " | {'reason': 'paid'} | pointer /reason",
          REVOKE + " | {'reason': ''} | pointer /reason",
          REVOKE + " | {'reason': null} | pointer /reason",
          EDIT + " | {'name': null} | pointer /name",
          EDIT + " | {'expires_at': null} | pointer /expires_at",
          EDIT + " | {'status': 'revoked'} | pointer /status",
          EDIT + " | {'data_api_id': 'other'} | pointer /data_api_id",
          EDIT + " | {'name': 'x', 'expires_at': '2026-11-21T09:00:00Z'} | pointer /expires_at",
        })
    void wrongFieldsAreNamed(String operation, String body, String part) {
      String before = api.of(GET, keyId).body();

      send(operation, body).refuses(part);

      assertThat(api.of(GET, keyId).body()).isEqualTo(before);
    }

    @Test
    void theLatestEndIsNamed() {
      TestResponse refused = send(EXTEND, "{'validity_days': 336}");

      assertThat(refused.body()).contains("2027-11-21T09:00:00Z");
    }
  }
}
