package dev.latchkey.core.dynamodb.mapping;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.dynamodb.TestStores;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemSize;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventItemTest {
  private static final TestStores STORES = TestStores.create();

  private static final Map<String, String> LONG_ROUTE =
      Map.of(
          "api_id",
          "a".repeat(64),
          "stage",
          "s".repeat(128),
          "method",
          "OPTIONS",
          "path",
          "/" + "p".repeat(254));

  /**
   * Uses more data than any change of the API: 20 long routes and 2 KB of text, before and after.
   */
  @Test
  void whatTheApiMayWriteIsNotCut() {
    List<Map<String, String>> routes = Collections.nCopies(20, LONG_ROUTE);
    KeyEvent event =
        event(
            Map.of(
                "routes", new FieldChange(routes, routes),
                "description", new FieldChange("d".repeat(2_048), "e".repeat(2_048))));
    assertThat(EventItem.event(event.subject(), EventItem.of(event, NOW))).isEqualTo(event);
  }

  @Test
  void whatIsTooLongIsCutBetweenCharactersAndRoutes() {
    Map<String, FieldChange> changes = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      changes.put("field " + i, new FieldChange("😀".repeat(4_000), null));
    }
    changes.put("routes", new FieldChange(null, Collections.nCopies(100, LONG_ROUTE)));
    changes.put("short", new FieldChange("from", "to"));
    Item item = EventItem.of(event(changes), NOW);
    KeyEvent kept = EventItem.event(event(changes).subject(), item);
    assertThat(ItemSize.of(item)).isBetween(EventItem.MAX_BYTES / 2, EventItem.MAX_BYTES);
    assertThat(kept.cut()).isTrue();
    assertThat(kept.changes()).hasSameSizeAs(changes).containsEntry("short", changes.get("short"));
    assertThat((String) change(kept, "field 0").from()).matches("(😀)+…");
    assertThat((List<?>) change(kept, "routes").to()).isNotEmpty().allMatch(LONG_ROUTE::equals);
  }

  @Test
  void anIdAsLongAsAnIdCanBeIsCutAndKept() {
    EventTarget subject = EventTarget.ofDataApi("海".repeat(681));
    KeyEvent event = new KeyEvent("1", EventKind.ALTERED, subject, "sales", NOW, ADA, Map.of());
    STORES.events().append(event, NOW);
    String cut = new EventValues(512).text(subject.id());
    assertThat(cut.getBytes(UTF_8)).hasSizeLessThan(516);
    assertThat(STORES.events().list(EventTarget.ofDataApi(cut), new Page.Request(50, null)).items())
        .singleElement()
        .matches(KeyEvent::cut);
  }

  @Test
  void aDomainAsLongAsAnIndexKeyCanBeIsCutAndKept() {
    EventTarget subject = EventTarget.ofDataApi("long-domain");
    String domain = "d".repeat(2_048);
    STORES
        .events()
        .append(new KeyEvent("1", EventKind.ALTERED, subject, domain, NOW, ADA, Map.of()), NOW);
    assertThat(STORES.events().list(subject, new Page.Request(50, null)).items())
        .singleElement()
        .matches(KeyEvent::cut)
        .satisfies(event -> assertThat(event.domain()).startsWith("ddd").endsWith("…"));
  }

  @Test
  void anEventIsListedWithTheOthersAndThoseOfItsDomain() {
    KeyEvent event = event(Map.of());
    Item item = EventItem.of(event, NOW);
    assertThat(item.text("kind")).isEqualTo("event");
    assertThat(item.text("domain_kind")).isEqualTo("sales#event");
    assertThat(item.text("sort_key")).endsWith("#1#API#orders");
    assertThat(item.map("state").values()).isEmpty();
  }

  @Test
  void retentionCountsFromTheStreamsTime() {
    KeyEvent backdated =
        new KeyEvent(
            "7",
            EventKind.EDITED,
            EventTarget.ofDataApi("backdated"),
            "sales",
            NOW.minus(Duration.ofDays(1_000)),
            ADA,
            Map.of());
    STORES.events().append(backdated, NOW);
    STORES.local().sweep(NOW.plus(Duration.ofDays(TestStores.EVENT_RETENTION_DAYS - 1)));
    assertThat(STORES.events().list(backdated.subject(), new Page.Request(50, null)).items())
        .containsExactly(backdated);
  }

  private static FieldChange change(KeyEvent event, String field) {
    return Objects.requireNonNull(event.changes().get(field));
  }

  private static KeyEvent event(Map<String, FieldChange> changes) {
    return new KeyEvent(
        "1", EventKind.ALTERED, EventTarget.ofDataApi("orders"), "sales", NOW, ADA, changes);
  }
}
