package dev.latchkey.authorizer.handlers;

import static dev.latchkey.authorizer.event.SampleEvents.ORDERS;
import static dev.latchkey.authorizer.handlers.AuthorizerFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.authorizer.event.AuthorizerEvent;
import dev.latchkey.authorizer.event.SampleEvents;
import dev.latchkey.authorizer.handlers.AuthorizerFixture.Issued;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.Route;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests requests of a key with a quota while the table cannot count them. */
class QuotaOutageTest {
  private static final int REQUESTS = 30;

  private static final LeaseStore DOWN =
      (keyId, window, calls, count, returned, deadline) -> {
        throw RequestException.of(RequestException.Reason.UNAVAILABLE);
      };

  @Test
  void theyAreNotDecided() throws IOException {
    try (AuthorizerFixture function = new AuthorizerFixture(DOWN, false)) {
      assertThat(function.outcome(event(function))).startsWith("UnavailableException");
      JsonNode line = function.loggedLine();
      assertThat(text(line, "outcome")).isEqualTo("failed");
      assertThat(text(line, "cause")).isEqualTo("table");
    }
  }

  @Test
  void theyAreAllowedIfTheDeploymentWantsThatAndEachHasALineForTheAlarm() throws IOException {
    try (AuthorizerFixture function = new AuthorizerFixture(DOWN, true)) {
      byte[] event = event(function);
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(function.invoke(event).toString()).contains("\"Allow\"");
      }
      List<JsonNode> lines = function.logged();
      assertThat(lines).hasSize(REQUESTS);
      for (JsonNode line : lines) {
        assertThat(text(line, "level")).isEqualTo("ERROR");
        assertThat(text(line, "outcome")).isEqualTo("authorized");
        assertThat(text(line, "secret")).isEqualTo("current");
        assertThat(text(line, "cause")).isEqualTo("table");
        assertThat(text(line, "exception")).isEqualTo("UNAVAILABLE");
      }
    }
  }

  /** Returns a request with a new key that has a quota. */
  private static byte[] event(AuthorizerFixture function) {
    Issued key = function.register("orders", new Route("a1", "*", "*", "/orders/*"));
    FieldEdits edits = FieldEdits.NONE.set(KeyFields.QUOTA, new Quota(5, Quota.Period.DAY));
    function.stores.keys().edit(key.id(), new KeyEdit(edits, null), function.change());
    return SampleEvents.withKey(AuthorizerEvent.Format.REST, ORDERS, key.text());
  }
}
