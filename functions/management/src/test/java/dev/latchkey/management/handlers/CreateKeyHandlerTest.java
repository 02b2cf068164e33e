package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.KeyText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateKeyHandlerTest {
  private static final String INTENT = "3f1c2b0e-4d0f-4e7e";
  private final ManagementFixture api = new ManagementFixture();

  @BeforeEach
  void registerDataApi() {
    api.register("orders");
  }

  private TestResponse create(String body) {
    return api.respond(TestRequest.of("POST /v1/keys").body(body));
  }

  @Nested
  class Status201 {
    @Test
    void theKeyIsShownOnceWithItsText() {
      TestResponse created =
          create("{'data_api_id': 'orders', 'name': 'reports', 'description': 'x'}");

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.headers())
          .containsEntry("Cache-Control", "no-store")
          .containsEntry("Content-Type", "application/json")
          .containsEntry("Location", "/live/v1/keys/" + created.text("key_id"));
      assertThat(created.json().keySet())
          .containsExactly(
              "key_id",
              "data_api_id",
              "domain",
              "name",
              "description",
              "status",
              "created_at",
              "created_by",
              "expires_at",
              "hint",
              "revision",
              "changed_at",
              "api_key");
      assertThat(KeyText.parse(created.text("api_key"), List.of("lk"))).isPresent();
      assertThat(created.text("created_by")).isEqualTo("Erin");
      assertThat(created.text("expires_at")).isEqualTo("2027-11-21T09:00:00Z");
      assertThat(api.of("GET /v1/keys/{key_id}", created.text("key_id")).json())
          .doesNotContainKey("api_key");
      assertThat(api.log()).doesNotContain(created.text("api_key"));
    }

    @ParameterizedTest
    @CsvSource({
      "2026-11-22T09:00:00Z, 2026-11-22T09:00:00Z",
      "2026-11-22T11:00:00+02:00, 2026-11-22T09:00:00Z",
      "2026-11-22t09:00:00.000z, 2026-11-22T09:00:00Z",
      "2026-11-21T09:00:01Z, 2026-11-21T09:00:01Z",
      "2027-11-21T09:00:00Z, 2027-11-21T09:00:00Z",
    })
    void theEndMayBeGivenWithAnyOffset(String given, String end) {
      TestResponse created =
          create("{'data_api_id': 'orders', 'name': 'x', 'expires_at': '%s'}".formatted(given));

      assertThat(created.text("expires_at")).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json",
          "Application/JSON",
          "application/json; charset=utf-8",
          "application/json;charset=\"UTF-8\"",
          "application/json; charset=utf8",
          "application/json; charset=us-ascii",
          "application/json; charset=iso-8859-1; x=y",
        })
    void jsonMayBeDeclaredWithItsCharset(String type) {
      TestResponse created =
          api.respond(
              TestRequest.of("POST /v1/keys")
                  .header("Content-Type", type)
                  .rawBody("{\"data_api_id\": \"orders\", \"name\": \"x\"}"));

      assertThat(created.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30.0", "30.000", "3e1", "3.0E+1", "300e-1"})
    void aNumberWithoutFractionIsAnInteger(String days) {
      TestResponse created =
          create("{'data_api_id': 'orders', 'name': 'x', 'validity_days': " + days + "}");

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.text("expires_at")).isEqualTo("2026-12-21T09:00:00Z");
    }

    @Test
    void theLocationOfAPathWithATrailingSlashHasOne() {
      TestRequest request =
          TestRequest.of("POST /v1/keys").body("{'data_api_id': 'orders', 'name': 'x'}");
      request.event().getRequestContext().setPath("/live/v1/keys/");

      TestResponse created = api.respond(request);

      assertThat(created.headers())
          .containsEntry("Location", "/live/v1/keys/" + created.text("key_id"));
    }

    @Test
    void aBase64BodyIsRead() {
      String body = "{\"data_api_id\": \"orders\", \"name\": \"Größe\"}";
      TestResponse created =
          api.respond(
              TestRequest.of("POST /v1/keys")
                  .base64Body(
                      Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));

      assertThat(created.text("name")).isEqualTo("Größe");
    }
  }

  @Nested
  class Status200 {
    @Test
    void aRepeatReturnsTheKeyWithoutItsText() {
      String body = "{'data_api_id': 'orders', 'name': 'x', 'validity_days': 3}";
      TestResponse first =
          api.respond(TestRequest.of("POST /v1/keys").header("idempotency-key", INTENT).body(body));
      api.pass(Duration.ofDays(1));
      TestResponse repeat =
          api.respond(
              TestRequest.of("POST /v1/keys")
                  .header("Idempotency-Key", INTENT)
                  .body("{'validity_days': 3,  'name': 'x', 'data_api_id': 'orders'}"));

      assertThat(first.status()).isEqualTo(201);
      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.headers()).containsEntry("Idempotency-Replayed", "true");
      assertThat(repeat.json()).doesNotContainKey("api_key");
      assertThat(repeat.text("key_id")).isEqualTo(first.text("key_id"));
    }

    @Test
    void aRepeatWhoseDateHasPassedIsNotRefused() {
      String body = "{'data_api_id': 'orders', 'name': 'x', 'expires_at': '2026-11-22T09:00:00Z'}";
      api.respond(TestRequest.of("POST /v1/keys").header("Idempotency-Key", INTENT).body(body));
      api.pass(Duration.ofDays(2));

      TestResponse repeat =
          api.respond(TestRequest.of("POST /v1/keys").header("Idempotency-Key", INTENT).body(body));

      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.text("status")).isEqualTo("expired");
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "{",
          "[]",
          "null",
          "1",
          "'x'",
          "{'a':1}}",
          "{'a':1} {}",
          "{a:1}",
          "{'a':01}",
          "{'a':NaN}",
          "{'a':'\u0001'}",
          "{'a':1,}",
          "\uFEFF",
          "// x\n{}",
          "{'a':1}\u0000"
        })
    void whatIsNoJsonObjectIsMalformed(String body) {
      create(body).isProblem(400, "malformed-request");
    }

    @Test
    void whatTheGatewayCouldNotDecodeIsMalformed() {
      create("{'data_api_id': 'orders', 'name': '\uFFFD'}").isProblem(400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gA==", "eyJhIjoi/yJ9", "%%%", "e30=x"})
    void whatIsNoUtf8IsMalformed(String base64) {
      api.respond(TestRequest.of("POST /v1/keys").base64Body(base64))
          .isProblem(400, "malformed-request");
    }
  }

  @Nested
  class Status413 {
    @Test
    void aBodyOver16KibIsTooLarge() {
      String filler = " ".repeat(16 * 1024);
      create("{'data_api_id': 'orders', 'name': 'x'}" + filler).isProblem(413, "body-too-large");
      create(filler).isProblem(400, "malformed-request");
    }

    @Test
    void sizeIsCountedInBytes() {
      create("'" + "ä".repeat(8 * 1024) + "'").isProblem(413, "body-too-large");
    }
  }

  @Nested
  class Status415 {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/x-www-form-urlencoded",
          "text/plain",
          "text/plain; charset=utf-8",
          "application/merge-patch+json",
          "application/json,application/json",
          "",
        })
    void whatIsNotDeclaredAsJsonIsRefused(String type) {
      TestResponse response =
          api.respond(TestRequest.of("POST /v1/keys").header("Content-Type", type).rawBody("{}"));

      assertThat(response.isProblem(415, "unsupported-media-type").text("detail"))
          .contains("Content-Type: application/json");
    }

    @Test
    void aBodyWithoutTypeIsRefused() {
      api.respond(TestRequest.of("POST /v1/keys").rawBody("{}"))
          .isProblem(415, "unsupported-media-type");
    }
  }

  @Nested
  class Status422 {
    @Test
    void aBase64BodyWithoutItsPaddingIsReadLikeAnyOther() {
      api.respond(TestRequest.of("POST /v1/keys").base64Body("e30"))
          .refuses("pointer /data_api_id", "pointer /name");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
      create("{'name': '', 'description': 7, 'validity_days': 0, 'extra/~': 1}")
          .refuses(
              "pointer /data_api_id",
              "pointer /name",
              "pointer /description",
              "pointer /validity_days",
              "pointer /extra~1~0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "366", "1.5", "1e-1", "'30'", "null", "true", "[]", "{}"})
    void daysAreAWholeNumberWithinBounds(String days) {
      create("{'data_api_id': 'orders', 'name': 'x', 'validity_days': %s}".formatted(days))
          .refuses("pointer /validity_days");
    }

    @Test
    void aHugeNumberOfDaysIsRefused() {
      create(
              "{'data_api_id': 'orders', 'name': 'x', 'validity_days': %s}"
                  .formatted("9".repeat(5_000)))
          .refuses("pointer /validity_days");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2026-11-21T09:00:00Z",
          "2027-11-21T09:00:01Z",
          "2026-12-01",
          "2026-12-01T00:00:00",
          "2026-12-01T00:00:00.5Z",
          "2026-12-01T00:00:60Z",
          "2026-13-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "2026-12-01 00:00:00Z",
          "+12026-12-01T00:00:00Z",
          "tomorrow",
          "1795251600",
          "",
        })
    void theEndIsATimeWithinBounds(String end) {
      create("{'data_api_id': 'orders', 'name': 'x', 'expires_at': '%s'}".formatted(end))
          .refuses("pointer /expires_at");
    }

    @Test
    void daysAndExpirationTogetherAreErrorsInBothFields() {
      create(
              "{'data_api_id': 'orders', 'name': 'x', 'validity_days': 1,"
                  + " 'expires_at': '2026-12-01T00:00:00Z'}")
          .refuses("pointer /validity_days", "pointer /expires_at");
    }

    @Test
    void anUnknownDataApiIsNamed() {
      create("{'data_api_id': 'nowhere', 'name': 'x'}").refuses("pointer /data_api_id");
    }

    @Test
    void anUnknownDataApiAndAWrongValidityAreNamedAtOnce() {
      create("{'data_api_id': 'nowhere', 'name': 'x', 'validity_days': 0}")
          .refuses("pointer /data_api_id", "pointer /validity_days");
    }

    @Test
    void aDoubledFieldIsNamed() {
      create("{'data_api_id': 'orders', 'name': 'x', 'name': 'y'}").refuses("pointer /name");
    }

    @Test
    void deepNestingIsAWrongType() {
      create("{'data_api_id': 'orders', 'name': %s}".formatted("[".repeat(8000) + "]".repeat(8000)))
          .refuses("pointer /name");
    }

    @Test
    void anUnpairedSurrogateIsNoText() {
      create("{'data_api_id': 'orders', 'name': '\\ud800'}").refuses("pointer /name");
    }

    @Test
    void parametersAreRefused() {
      api.respond(TestRequest.of("POST /v1/keys").query("a", "1").body("{'data_api_id': 'orders'}"))
          .refuses("parameter a", "pointer /name");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"short", "fifteen-letters", "with blanks within", "Umläute-sind-nicht-dabei"})
    void anIdempotencyKeyHasItsForm(String value) {
      api.respond(
              TestRequest.of("POST /v1/keys")
                  .header("Idempotency-Key", value)
                  .body("{'data_api_id': 'orders', 'name': 'x'}"))
          .refuses("header Idempotency-Key");
    }

    @Test
    void aDoubledIdempotencyKeyIsRefused() {
      api.respond(
              TestRequest.of("POST /v1/keys")
                  .header("Idempotency-Key", INTENT)
                  .header("Idempotency-Key", INTENT)
                  .body("{'data_api_id': 'orders', 'name': 'x'}"))
          .refuses("header Idempotency-Key");
    }

    @Test
    void anIdempotencyKeyWithAnotherBodyIsRefused() {
      api.respond(
          TestRequest.of("POST /v1/keys")
              .header("Idempotency-Key", INTENT)
              .body("{'data_api_id': 'orders', 'name': 'x'}"));
      api.respond(
              TestRequest.of("POST /v1/keys")
                  .header("Idempotency-Key", INTENT)
                  .body("{'data_api_id': 'orders', 'name': 'y'}"))
          .isProblem(422, "idempotency-key-reused");
    }
  }
}
