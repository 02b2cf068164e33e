package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.dynamodb.DynamoDbDataApiStore;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.memory.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the events of the API's own writes. */
class DescribeOwnChangeTest extends StreamTest {
  @Test
  void created() {
    done(keys.create(key, creation));
    KeyEvent event = onlyEvent();
    assertThat(event.kind()).isEqualTo(EventKind.CREATED);
    assertThat(event.domain()).isEqualTo("sales");
    assertThat(event.subject()).isEqualTo(EventTarget.of(keyId));
    assertThat(event.by()).isEqualTo(ADA);
    assertThat(event.at()).isEqualTo(NOW);
    assertThat(event.eventId()).hasSize(40).containsOnlyDigits();
    assertThat(event.changes())
        .containsOnly(
            entry("data_api_id", set("orders")),
            entry("domain", set("sales")),
            entry("name", set("batch job")),
            entry("description", set("Reads at night")),
            entry("hint", set(key.key().hint())),
            entry("created_at", set(NOW_TEXT)),
            entry("created_by", set("Ada")),
            entry("expires_at", set("2026-02-01T03:04:05Z")));
  }

  @Test
  void extended() {
    done(keys.create(key, creation));
    done(keys.extend(keyId, Duration.ofDays(1), LATER, null, change(NOW.plusSeconds(9))));
    KeyEvent event = lastEvent();
    assertThat(event.kind()).isEqualTo(EventKind.EXTENDED);
    assertThat(event.at()).isEqualTo(NOW.plusSeconds(9));
    assertThat(event.changes())
        .containsOnly(entry("expires_at", from("2026-02-01T03:04:05Z", "2026-02-02T03:04:05Z")));
  }

  @Test
  void edited() {
    done(keys.create(key, creation));
    FieldEdits fields = FieldEdits.NONE.set(KeyFields.NAME, "nightly").clear(KeyFields.DESCRIPTION);
    done(keys.edit(keyId, new KeyEdit(fields, null), change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.EDITED);
    assertThat(lastEvent().changes())
        .containsOnly(
            entry("name", from("batch job", "nightly")),
            entry("description", new FieldChange("Reads at night", null)));
  }

  @Test
  void editedToWhatItWasIsAnEventToo() {
    done(keys.create(key, creation));
    done(keys.edit(keyId, Samples.rename("batch job"), change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.EDITED);
    assertThat(lastEvent().changes()).isEmpty();
  }

  @Test
  void rotatedShowsNoSecret() {
    done(keys.create(key, creation));
    Rotation rotation = new Rotation("nx", Samples.hash(keyId), NOW.plus(Duration.ofDays(90)));
    done(keys.rotate(keyId, rotation, change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.ROTATED);
    assertThat(lastEvent().changes())
        .containsOnly(
            entry("rotated_at", set(NOW_TEXT)),
            entry("hint", from(key.key().hint(), keyId.hint("nx"))),
            entry("previous_secret_until", set("2026-02-01T03:04:05Z")));
  }

  @Test
  void suspendedAndResumed() {
    done(keys.create(key, creation));
    done(keys.suspend(keyId, "unpaid", change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.SUSPENDED);
    assertThat(lastEvent().changes())
        .containsOnly(
            entry("suspended_at", set(NOW_TEXT)),
            entry("suspended_by", set("Ada")),
            entry("suspend_reason", set("unpaid")));
    done(keys.resume(keyId, change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.RESUMED);
    assertThat(lastEvent().changes())
        .containsOnly(
            entry("suspended_at", new FieldChange(NOW_TEXT, null)),
            entry("suspended_by", new FieldChange("Ada", null)),
            entry("suspend_reason", new FieldChange("unpaid", null)));
  }

  @Test
  void revoked() {
    done(keys.create(key, creation));
    done(keys.revoke(keyId, "leaked", change()));
    assertThat(lastEvent().kind()).isEqualTo(EventKind.REVOKED);
    assertThat(lastEvent().changes())
        .containsOnly(
            entry("revoked_at", set(NOW_TEXT)),
            entry("revoked_by", set("Ada")),
            entry("revoke_reason", set("leaked")));
  }

  @Test
  void deletedAndItsRemovalByTtlIsNoEvent() {
    done(keys.create(key, creation));
    done(keys.revoke(keyId, null, change()));
    done(keys.delete(keyId, change()));
    Instant eventsGone = NOW.plus(Duration.ofDays(TestStores.EVENT_RETENTION_DAYS));
    assertThat(stores.local().sweep(eventsGone)).isEqualTo(1);
    assertThat(events())
        .extracting(KeyEvent::kind)
        .containsExactly(EventKind.CREATED, EventKind.REVOKED, EventKind.DELETED);
    assertThat(lastEvent().changes())
        .contains(entry("name", new FieldChange("batch job", null)))
        .doesNotContainKeys("secret", "ttl");
  }

  @Test
  void registeredAgainAfterItsDeletion() {
    DataApi dataApi = Samples.dataApi();
    EventTarget subject = EventTarget.ofDataApi(dataApi.dataApiId());
    done(stores.dataApis().register(dataApi, Samples.key(), change()));
    done(stores.dataApis().delete(dataApi.dataApiId(), change()));
    done(stores.dataApis().register(dataApi, Samples.key(), change()));
    List<KeyEvent> events =
        events().stream().filter(event -> event.subject().equals(subject)).toList();
    assertThat(events)
        .extracting(KeyEvent::kind)
        .containsExactly(EventKind.REGISTERED, EventKind.DELETED, EventKind.REGISTERED);
    assertThat(events.get(2).changes()).isEqualTo(events.get(0).changes());
  }

  @Test
  void ofADataApi() {
    DataApi dataApi = Samples.dataApi();
    String id = dataApi.dataApiId();
    DynamoDbDataApiStore dataApis = stores.dataApis();
    List<Route> routes = List.of(new Route("orders", "*", "GET", "/"));
    done(dataApis.register(dataApi, Samples.key(id), change()));
    done(dataApis.edit(id, FieldEdits.NONE.set(DataApiFields.ROUTES, routes), change()));
    done(dataApis.delete(id, change()));
    List<KeyEvent> events =
        events().stream().filter(it -> it.subject().equals(EventTarget.ofDataApi(id))).toList();
    assertThat(events)
        .extracting(KeyEvent::kind)
        .containsExactly(EventKind.REGISTERED, EventKind.EDITED, EventKind.DELETED);
    assertThat(events.get(0).changes())
        .containsOnly(
            entry("domain", set("sales")),
            entry("dataset", set("orders")),
            entry("description", set("All orders")),
            entry("routes", set(plain(dataApi.routes()))),
            entry("registration", set(Samples.REGISTRATION)),
            entry("created_at", set(NOW_TEXT)),
            entry("created_by", set("Ada")),
            entry("registration", set(Samples.REGISTRATION)));
    assertThat(events.get(1).changes())
        .containsOnly(entry("routes", from(plain(dataApi.routes()), plain(routes))));
    assertThat(events.get(2).changes())
        .contains(entry("routes", new FieldChange(plain(routes), null)));
  }

  private static Object plain(List<Route> routes) {
    return DataApiFields.ROUTES.type().plain(routes);
  }
}
