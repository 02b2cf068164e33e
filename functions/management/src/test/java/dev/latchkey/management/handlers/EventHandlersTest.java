package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyLabel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHandlersTest {
  private static final String OF_KEY = "GET /v1/keys/{key_id}/events";
  private static final String OF_DATA_API = "GET /v1/data-apis/{data_api_id}/events";
  private static final String GONE = "0123456789abcdef";

  private final ManagementFixture api = new ManagementFixture();

  private void append(EventTarget subject, int number, Map<String, FieldChange> changes) {
    api.stores
        .events()
        .append(
            new KeyEvent(
                "%040d".formatted(number),
                EventKind.EDITED,
                subject,
                "sales",
                api.now(),
                new Actor("engineer", "Erin"),
                changes),
            api.now());
  }

  @Nested
  class Status200 {
    @Test
    void aKeysEventsAreThereAfterItsDeletion() {
      append(
          EventTarget.of(new KeyId(GONE)), 1, Map.of("name", new FieldChange("before", "after")));
      append(EventTarget.of(new KeyId(GONE)), 2, Map.of("description", new FieldChange("x", null)));

      TestResponse page = api.respond(TestRequest.of(OF_KEY).at("key_id", GONE));

      assertThat(page.text("events.0.event_id")).endsWith("2");
      assertThat(page.at("events.0.changes")).isEqualTo(Map.of("description", Map.of("from", "x")));
      assertThat(page.at("events.1.changes"))
          .isEqualTo(Map.of("name", Map.of("from", "before", "to", "after")));
      assertThat(page.at("events.1.by")).isEqualTo(Map.of("subject", "engineer", "name", "Erin"));
      assertThat(page.text("events.1.key_id")).isEqualTo(GONE);
      assertThat(page.text("events.1.kind")).isEqualTo("edited");
      assertThat(page.text("events.1.at")).isEqualTo("2026-11-21T09:00:00Z");
    }

    @Test
    void changedRoutesAreObjects() {
      append(
          EventTarget.ofDataApi("orders"),
          1,
          Map.of(
              "routes",
              new FieldChange(
                  null,
                  List.of(Map.of("api_id", "a1", "stage", "*", "method", "GET", "path", "/x")))));

      TestResponse page = api.respond(TestRequest.of(OF_DATA_API).at("data_api_id", "orders"));

      assertThat(page.at("events.0.changes.routes.to.0"))
          .isEqualTo(Map.of("api_id", "a1", "stage", "*", "method", "GET", "path", "/x"));
      assertThat(page.text("events.0.data_api_id")).isEqualTo("orders");
    }

    @Test
    void whatIsNewHasNoHistoryYet() {
      String keyId = api.key("orders");

      assertThat((List<?>) api.of(OF_KEY, keyId).at("events")).isEmpty();
      assertThat(
              (List<?>)
                  api.respond(TestRequest.of(OF_DATA_API).at("data_api_id", "orders")).at("events"))
          .isEmpty();
    }

    @Test
    void aCursorGoesWithItsKeyOnly() {
      KeyId gone = new KeyId(GONE);
      append(EventTarget.of(gone), 1, Map.of());
      append(EventTarget.of(gone), 2, Map.of());
      String cursor =
          api.respond(TestRequest.of(OF_KEY).at("key_id", GONE).query("limit", "1"))
              .text("next_cursor");

      TestResponse next =
          api.respond(TestRequest.of(OF_KEY).at("key_id", GONE).query("cursor", cursor));
      assertThat(next.text("events.0.event_id")).endsWith("1");
      api.respond(TestRequest.of(OF_KEY).at("key_id", api.key("orders")).query("cursor", cursor))
          .isProblem(400, "cursor-invalid");
    }
  }

  @Nested
  class OfAll {
    private static final String ALL = "GET /v1/events";

    @Test
    void aKeysEventSaysWhichKeyItIs() {
      EventTarget key = EventTarget.of(new KeyId(GONE));
      api.stores
          .events()
          .append(
              new KeyEvent(
                      "%040d".formatted(1),
                      EventKind.REVOKED,
                      key,
                      "sales",
                      api.now(),
                      new Actor("engineer", "Erin"),
                      Map.of("revoke_reason", new FieldChange(null, "lost")))
                  .with(new KeyLabel("orders", "reports", "lk_012345")),
              api.now());

      assertThat(api.respond(TestRequest.of(ALL)).at("events.0"))
          .isEqualTo(
              Map.of(
                  "event_id", "%040d".formatted(1),
                  "kind", "revoked",
                  "key_id", GONE,
                  "at", "2026-11-21T09:00:00Z",
                  "by", Map.of("subject", "engineer", "name", "Erin"),
                  "changes", Map.of("revoke_reason", Map.of("to", "lost")),
                  "domain", "sales",
                  "data_api_id", "orders",
                  "name", "reports",
                  "hint", "lk_012345"));
    }

    @Test
    void filtersAndPages() {
      append(EventTarget.ofDataApi("orders"), 1, Map.of());
      append(EventTarget.ofDataApi("orders"), 2, Map.of());
      append(EventTarget.ofDataApi("invoices"), 3, Map.of());
      TestRequest request =
          TestRequest.of(ALL)
              .query("data_api_id", "orders")
              .query("domain", "sales")
              .query("by", "Erin")
              .query("kind", "edited")
              .query("since", "2026-11-21T10:00:00+01:00")
              .query("limit", "1");
      TestResponse first = api.respond(request);
      assertThat(first.text("events.0.event_id")).endsWith("2");
      TestResponse second = api.respond(request.query("cursor", first.text("next_cursor")));
      assertThat(second.text("events.0.event_id")).endsWith("1");
      api.respond(TestRequest.of(ALL).query("cursor", first.text("next_cursor")))
          .isProblem(400, "cursor-invalid");
      assertThat((List<?>) api.respond(TestRequest.of(ALL)).at("events")).hasSize(3);
      assertThat(
              (List<?>)
                  api.respond(TestRequest.of(ALL).query("since", "2026-11-21T09:00:01Z"))
                      .at("events"))
          .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "kind, expired",
      "kind, EDITED",
      "kind, ''",
      "since, yesterday",
      "since, 2026-11-21T09:00:00.5Z",
      "domain, Sales",
      "data_api_id, #",
      "by, ''",
      "limit, 0",
      "status, active"
    })
    void aWrongParameterIsNamed(String name, String value) {
      TestResponse response = api.respond(TestRequest.of(ALL).query(name, value));
      response.isProblem(422, "invalid-request");
      assertThat(response.text("errors.0.parameter")).isEqualTo(name);
    }

    @Test
    void theKindsAreNamed() {
      assertThat(api.respond(TestRequest.of(ALL).query("kind", "expired")).text("errors.0.detail"))
          .startsWith("must be one of altered, created, ")
          .contains("removed")
          .doesNotContain("expired");
    }
  }

  @Nested
  class Status404 {
    @Test
    void whatNeverWasHasNoHistory() {
      api.of(OF_KEY, GONE).isProblem(404, "not-found");
      api.of(OF_KEY, "x").isProblem(404, "not-found");
    }
  }
}
