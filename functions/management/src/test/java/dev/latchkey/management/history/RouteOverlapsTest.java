package dev.latchkey.management.history;

import static dev.latchkey.core.memory.Samples.change;
import static dev.latchkey.core.memory.WriteResults.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.Route;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.memory.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A route that two data APIs share is in the histories of both. */
class RouteOverlapsTest {
  private static final Route ORDERS = new Route("shop", "live", "GET", "/orders/*");
  private static final Route NEW_ORDERS = new Route("shop", "*", "*", "/orders/new");
  private static final FieldChange SHARED = new FieldChange(null, "* /orders/new of API shop");

  private final TestStores stores = TestStores.create();
  private final RouteOverlaps overlaps = new RouteOverlaps(stores.dataApis());

  @Test
  void aRegistrationThatSharesARouteIsInBoth() {
    register("orders", "sales", ORDERS);
    register("parcels", "logistics", NEW_ORDERS);
    List<KeyEvent> events = eventsOfLast("parcels");
    assertThat(events)
        .extracting(KeyEvent::subject)
        .containsExactly(EventTarget.ofDataApi("parcels"), EventTarget.ofDataApi("orders"));
    assertThat(events).extracting(KeyEvent::domain).containsExactly("logistics", "sales");
    assertThat(events)
        .extracting(KeyEvent::kind)
        .containsExactly(EventKind.REGISTERED, EventKind.EDITED);
    assertThat(events)
        .allSatisfy(it -> assertThat(it.changes()).containsEntry(RouteOverlaps.FIELD, SHARED));
    assertThat(events.get(0).changes()).containsKey("dataset");
    assertThat(events.get(1).changes()).hasSize(1);
    assertThat(events).extracting(KeyEvent::eventId).containsOnly(events.get(0).eventId());
  }

  @Test
  void twoRegistrationsAtOnceAreInTheHistoriesOfBoth() {
    register("orders", "sales", ORDERS);
    register("parcels", "logistics", NEW_ORDERS);
    assertThat(eventsOfLast("orders"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.changes()).containsKey(RouteOverlaps.FIELD))
        .extracting(KeyEvent::subject)
        .containsExactly(EventTarget.ofDataApi("orders"), EventTarget.ofDataApi("parcels"));
    assertThat(eventsOfLast("parcels")).hasSize(2);
  }

  @Test
  void onlyAChangeOfRoutesIsLookedAt() {
    register("orders", "sales", ORDERS);
    register("parcels", "sales", NEW_ORDERS);
    edit("parcels", FieldEdits.NONE.set(DataApiFields.DESCRIPTION, "new"));
    assertThat(eventsOfLast("parcels")).singleElement().satisfies(RouteOverlapsTest::tellsNothing);
    edit("parcels", FieldEdits.NONE.set(DataApiFields.ROUTES, List.of(NEW_ORDERS, ORDERS)));
    assertThat(eventsOfLast("parcels")).hasSize(2);
  }

  @Test
  void aRouteOfManyIsInTheHistoriesOfSome() {
    for (int i = 0; i <= RouteOverlaps.MOST_OTHERS; i++) {
      register("orders-" + i, "sales", ORDERS);
    }
    register("parcels", "sales", NEW_ORDERS);
    assertThat(eventsOfLast("parcels")).hasSize(1 + RouteOverlaps.MOST_OTHERS);
  }

  @Test
  void otherRoutesAndADeletionTellNothing() {
    register("orders", "sales", ORDERS);
    register("parcels", "sales", new Route("shop", "live", "POST", "/orders/*"));
    assertThat(eventsOfLast("parcels")).singleElement().satisfies(RouteOverlapsTest::tellsNothing);
    register("returns", "sales", NEW_ORDERS);
    done(stores.dataApis().delete("returns", change()));
    assertThat(eventsOfLast("returns")).singleElement().satisfies(RouteOverlapsTest::tellsNothing);
  }

  private static void tellsNothing(KeyEvent event) {
    assertThat(event.changes()).doesNotContainKey(RouteOverlaps.FIELD);
  }

  private void register(String id, String domain, Route route) {
    DataApi sample = Samples.dataApi(Samples.ref(id, domain));
    DataApi dataApi =
        new DataApi(
            sample.ref(),
            sample.fields().with(DataApiFields.ROUTES, List.of(route)),
            sample.creation(),
            sample.version());
    done(stores.dataApis().register(dataApi, Samples.key(id), change()));
  }

  private void edit(String id, FieldEdits edits) {
    done(stores.dataApis().edit(id, edits, change()));
  }

  /** The events of the last change of a data API. */
  private List<KeyEvent> eventsOfLast(String id) {
    List<ItemChange> changes = StreamOf.table(stores);
    for (int i = changes.size() - 1; i >= 0; i--) {
      ItemChange change = changes.get(i);
      List<KeyEvent> events =
          DescribeChange.event(change).stream()
              .flatMap(event -> overlaps.with(event, change).stream())
              .toList();
      if (!events.isEmpty() && events.get(0).subject().equals(EventTarget.ofDataApi(id))) {
        return events;
      }
    }
    throw new AssertionError("There is no change of " + id);
  }
}
