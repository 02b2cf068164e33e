package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
  class Status404 {
    @Test
    void whatNeverWasHasNoHistory() {
      api.of(OF_KEY, GONE).isProblem(404, "not-found");
      api.of(OF_KEY, "x").isProblem(404, "not-found");
    }
  }
}
