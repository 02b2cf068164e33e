package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link EventStore}. */
public abstract class EventStoreContract {
  private static final List<Map<String, String>> ROUTES =
      List.of(Map.of("api_id", "orders", "stage", "*", "method", "GET", "path", "/orders"));

  private final EventTarget subject = EventTarget.ofDataApi(Samples.dataApiId());

  /** Returns the store under test. */
  protected abstract EventStore events();

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void keepsAllOfAnEvent(EventKind kind) {
    Map<String, FieldChange> changes =
        Map.of(
            "name", new FieldChange("old", "new"),
            "description", new FieldChange("gone", null),
            "routes", new FieldChange(null, ROUTES));
    KeyEvent event = new KeyEvent(id(1), kind, subject, "sales", NOW, ADA, changes);
    events().append(event, NOW);
    assertThat(events().list(subject, new Page.Request(50, null)).items()).containsExactly(event);
  }

  @Test
  void twiceIsOnce() {
    events().append(event(1), NOW);
    events().append(event(1), NOW);
    assertThat(walk(50)).containsExactly(event(1));
  }

  @Test
  void newestFirstPageByPage() {
    for (int i : new int[] {2, 1, 3, 5, 4}) {
      events().append(event(i), NOW);
    }
    for (int limit : new int[] {1, 2, 5, 50}) {
      assertThat(walk(limit)).containsExactly(event(5), event(4), event(3), event(2), event(1));
    }
  }

  @Test
  void eachSubjectHasItsOwn() {
    events().append(event(1), NOW);
    EventTarget key = EventTarget.of(Samples.key().key().keyId());
    assertThat(events().list(key, new Page.Request(50, null)).items()).isEmpty();
  }

  private KeyEvent event(int number) {
    return new KeyEvent(id(number), EventKind.EDITED, subject, null, NOW, ADA, Map.of());
  }

  private static String id(int number) {
    return "%040d".formatted(number);
  }

  private List<KeyEvent> walk(int limit) {
    List<KeyEvent> events = new ArrayList<>();
    String next = null;
    do {
      Page<KeyEvent> page = events().list(subject, new Page.Request(limit, next));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      events.addAll(page.items());
      next = page.next();
    } while (next != null);
    return events;
  }
}
