package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests just within and just outside the limits. */
class RequestBoundsTest {
  private static final int MAX_BYTES = 16 * 1024;
  private static final String CREATE = "{\"data_api_id\": \"orders\", \"name\": \"x\"}";

  private final ManagementFixture api = new ManagementFixture();

  @BeforeEach
  void registerDataApi() {
    api.register("orders");
  }

  private TestResponse register(String more) {
    return api.respond(
        TestRequest.of("POST /v1/data-apis")
            .body("{'data_api_id': 'more', 'domain': 'd', 'dataset': 's'%s}".formatted(more)));
  }

  private TestResponse createOf(int bytes) {
    String body = CREATE + " ".repeat(bytes - CREATE.length());
    return api.respond(
        TestRequest.of("POST /v1/keys")
            .base64Body(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));
  }

  private static String routes(int count) {
    return ", 'routes': ["
        + String.join(", ", Collections.nCopies(count, "{'api_id': 'a1'}"))
        + "]";
  }

  @Nested
  class Status200 {
    @Test
    void nullClearsADescription() {
      TestRequest edit =
          TestRequest.of("PATCH /v1/data-apis/{data_api_id}").at("data_api_id", "orders");
      assertThat(api.respond(edit.body("{'description': 'old'}")).text("description"))
          .isEqualTo("old");
      TestRequest clear =
          TestRequest.of("PATCH /v1/data-apis/{data_api_id}").at("data_api_id", "orders");
      assertThat(api.respond(clear.body("{'description': null}")).body())
          .doesNotContain("description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void aPageHoldsUpToAThousand(String limit) {
      assertThat(api.respond(TestRequest.of("GET /v1/data-apis").query("limit", limit)).status())
          .isEqualTo(200);
    }
  }

  @Nested
  class Status201 {
    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES - 2, MAX_BYTES - 1, MAX_BYTES})
    void aBodyInBase64IsMeasuredAsWhatItHolds(int bytes) {
      assertThat(createOf(bytes).status()).isEqualTo(201);
    }

    @Test
    void aDataApiMayNameTwentyRoutes() {
      assertThat(register(routes(20)).status()).isEqualTo(201);
    }
  }

  @Nested
  class Status413 {
    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, MAX_BYTES + 2, MAX_BYTES + 3})
    void aBodyInBase64IsMeasuredAsWhatItHolds(int bytes) {
      createOf(bytes).isProblem(413, "body-too-large");
    }
  }

  @Nested
  class Status422 {
    @Test
    void aDataApiHasRoutes() {
      register("").refuses("pointer /routes");
    }

    @Test
    void aDataApiMayNotNameMoreThanTwentyRoutes() {
      register(routes(21)).refuses("pointer /routes");
    }

    @Test
    void theFirstKeyIsAnObject() {
      register(routes(1) + ", 'key': 'automatic'").refuses("pointer /key");
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        value = {"extend, 'validity_days': 1", "rotate, 'grace_hours': 1", "revoke, 'reason': 'x'"})
    void aChangeTakesNoFieldOfAnother(String change, String field) {
      String keyId = api.respond(TestRequest.of("POST /v1/keys").body(CREATE)).text("key_id");
      api.respond(
              TestRequest.of("POST /v1/keys/{key_id}/" + change)
                  .at("key_id", keyId)
                  .body("{%s, 'name': 'x'}".formatted(field)))
          .refuses("pointer /name");
    }
  }
}
