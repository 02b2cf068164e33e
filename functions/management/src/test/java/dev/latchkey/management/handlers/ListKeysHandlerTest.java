package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListKeysHandlerTest {
  private final ManagementFixture api = new ManagementFixture();

  private static TestRequest request() {
    return TestRequest.of("GET /v1/keys");
  }

  private static List<Map<?, ?>> keys(TestResponse page) {
    List<Map<?, ?>> keys = new ArrayList<>();
    ((List<?>) page.at("keys")).forEach(key -> keys.add((Map<?, ?>) key));
    return keys;
  }

  @Nested
  class Status200 {
    @Test
    void newestFirstAndNoSecret() {
      String first = api.key("orders");
      api.pass(Duration.ofSeconds(1));
      String second = api.key("orders");

      TestResponse page = api.respond(request());

      assertThat(keys(page))
          .extracting(key -> (Object) key.get("key_id"))
          .containsSubsequence(second, first);
      assertThat(page.body()).doesNotContain("api_key", "next_cursor");
      assertThat(page.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aWalkByCursorMeetsEachKeyOnceUnderOneJudgement() {
      for (int i = 0; i < 7; i++) {
        api.key("orders");
        api.pass(Duration.ofSeconds(1));
      }
      List<Object> seen = new ArrayList<>();
      TestResponse page = api.respond(request().query("limit", "3").query("status", "active"));
      keys(page).forEach(key -> seen.add(key.get("key_id")));
      api.pass(Duration.ofDays(31));
      while (page.json().containsKey("next_cursor")) {
        page =
            api.respond(
                request()
                    .query("limit", "2")
                    .query("status", "active")
                    .query("cursor", page.text("next_cursor")));
        keys(page).forEach(key -> seen.add(key.get("key_id")));
        keys(page).forEach(key -> assertThat((Object) key.get("status")).isEqualTo("active"));
      }
      assertThat(seen).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void filtersByDataApiAndStatus() {
      api.key("invoices");
      String revoked = api.key("orders");
      api.revoke(revoked);

      TestResponse page =
          api.respond(request().query("data_api_id", "orders").query("status", "revoked"));

      assertThat(keys(page)).singleElement().extracting("key_id").isEqualTo(revoked);
      assertThat(keys(api.respond(request().query("data_api_id", "nowhere")))).isEmpty();
    }
  }

  @Nested
  class Status400 {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%", "MSAxIDE"})
    void whatIsNoCursorIsInvalid(String cursor) {
      api.respond(request().query("cursor", cursor).query("limit", "0"))
          .isProblem(400, "cursor-invalid");
    }

    @Test
    void aCursorGoesWithItsQueryOnly() {
      api.key("orders");
      String cursor = api.respond(request().query("limit", "1")).text("next_cursor");

      api.respond(request().query("cursor", cursor).query("status", "active"))
          .isProblem(400, "cursor-invalid");
      api.respond(TestRequest.of("GET /v1/data-apis").query("cursor", cursor))
          .isProblem(400, "cursor-invalid");
      assertThat(api.respond(request().query("cursor", cursor)).status()).isEqualTo(200);
    }
  }

  @Nested
  class Status422 {
    @Test
    void everyWrongParameterIsNamedAtOnce() {
      api.respond(
              request()
                  .query("data_api_id", "NO")
                  .query("status", "dead")
                  .query("limit", "1001")
                  .query("x", "y"))
          .refuses("parameter data_api_id", "parameter status", "parameter limit", "parameter x");
    }

    @Test
    void doubledParametersAreRefused() {
      api.respond(
              request()
                  .query("status", "active", "active")
                  .query("limit", "1", "2")
                  .query("cursor", "a", "b"))
          .refuses("parameter status", "parameter limit", "parameter cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "", "ten", "1.0", "+5", " 5", "99999999999", "٣"})
    void theLimitIsAWholeNumberWithinBounds(String limit) {
      api.respond(request().query("limit", limit)).refuses("parameter limit");
    }
  }
}
