package dev.latchkey.core.memory;

import static dev.latchkey.core.memory.Samples.ADA;
import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import dev.latchkey.core.domain.KeyEvent.FieldChange;
import dev.latchkey.core.domain.KeyLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link EventStore}. */
public abstract class EventStoreContract {
  private static final List<Map<String, String>> ROUTES =
      List.of(Map.of("api_id", "orders", "stage", "*", "method", "GET", "path", "/orders"));

  private static final Actor BOB = new Actor("bob-subject", "Bob");

  private final EventTarget subject = EventTarget.ofDataApi(Samples.dataApiId());
  private final String domain = "domain-of-" + subject.id();

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
  void aKeysEventIsLabelledAlsoInTheListOfAll() {
    KeyEvent event =
        new KeyEvent(
                id(1),
                EventKind.CREATED,
                EventTarget.of(Samples.key().key().keyId()),
                domain,
                NOW,
                ADA,
                Map.of("name", new FieldChange(null, "reports")))
            .with(new KeyLabel(subject.id(), "reports", "lk_4Zq8Rw"));
    events().append(event, NOW);
    assertThat(walk(ofDomain(), 50)).containsExactly(event);
    assertThat(events().list(event.subject(), new Page.Request(50, null)).items())
        .containsExactly(event);
  }

  @Test
  void allOfADomainNewestFirstPageByPage() {
    List<KeyEvent> newestFirst = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      KeyEvent event = numbered(i, i % 2 == 0 ? EventKind.EDITED : EventKind.ALTERED);
      events().append(event, NOW);
      newestFirst.add(0, event);
    }
    for (int limit : new int[] {1, 2, 5, 50}) {
      assertThat(walk(ofDomain(), limit)).containsExactlyElementsOf(newestFirst);
    }
  }

  @Test
  void aFilterOfEachKind() {
    List<KeyEvent> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      KeyEvent event = numbered(i, i % 3 == 0 ? EventKind.ALTERED : EventKind.EDITED);
      events().append(event, NOW);
      all.add(0, event);
    }
    Instant since = NOW.plusSeconds(11);
    assertFiltered(
        new EventQuery(domain, null, null, EventKind.ALTERED, null),
        all,
        event -> event.kind() == EventKind.ALTERED);
    assertFiltered(
        new EventQuery(domain, null, null, null, since), all, event -> !event.at().isBefore(since));
    assertFiltered(
        new EventQuery(domain, null, BOB.name(), null, null), all, event -> event.by().equals(BOB));
    assertFiltered(
        new EventQuery(domain, null, BOB.subject(), null, null),
        all,
        event -> event.by().equals(BOB));
    assertFiltered(
        new EventQuery(domain, subject.id(), null, null, null),
        all,
        event -> subject.id().equals(event.dataApiId()));
    assertFiltered(
        new EventQuery(domain, subject.id(), BOB.name(), EventKind.ALTERED, since),
        all,
        event ->
            subject.id().equals(event.dataApiId())
                && event.by().equals(BOB)
                && event.kind() == EventKind.ALTERED
                && !event.at().isBefore(since));
  }

  /** A change of a shared route is an event of both data APIs, with the same ID and time. */
  @Test
  void oneChangeOfSeveralSubjectsIsAllOfTheirEvents() {
    List<KeyEvent> events = new ArrayList<>();
    for (String other : List.of("a", "b", "of a strange ID: ä/#", "d")) {
      KeyEvent event =
          new KeyEvent(
              id(1),
              EventKind.EDITED,
              EventTarget.ofDataApi(subject.id() + other),
              domain,
              NOW,
              ADA,
              Map.of());
      events().append(event, NOW);
      events.add(event);
    }
    for (int limit : new int[] {1, 3, 50}) {
      assertThat(walk(ofDomain(), limit)).containsExactlyInAnyOrderElementsOf(events);
    }
  }

  private KeyEvent numbered(int i, EventKind kind) {
    EventTarget target = i % 5 == 0 ? EventTarget.ofDataApi("other-" + i) : subject;
    return new KeyEvent(
        id(i), kind, target, domain, NOW.plusSeconds(i), i % 2 == 0 ? ADA : BOB, Map.of());
  }

  private void assertFiltered(EventQuery query, List<KeyEvent> all, Predicate<KeyEvent> wanted) {
    List<KeyEvent> expected = all.stream().filter(wanted).toList();
    assertThat(expected).isNotEmpty().hasSizeLessThan(all.size());
    for (int limit : new int[] {1, 4, 50}) {
      assertThat(walk(query, limit)).containsExactlyElementsOf(expected);
    }
  }

  private EventQuery ofDomain() {
    return new EventQuery(domain, null, null, null, null);
  }

  private List<KeyEvent> walk(EventQuery query, int limit) {
    return walk(limit, page -> events().list(query, page));
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
    return walk(limit, page -> events().list(subject, page));
  }

  private static List<KeyEvent> walk(int limit, Function<Page.Request, Page<KeyEvent>> list) {
    List<KeyEvent> events = new ArrayList<>();
    String next = null;
    do {
      Page<KeyEvent> page = list.apply(new Page.Request(limit, next));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      events.addAll(page.items());
      next = page.next();
    } while (next != null);
    return events;
  }
}
