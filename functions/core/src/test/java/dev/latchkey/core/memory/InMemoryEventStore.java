package dev.latchkey.core.memory;

import dev.latchkey.core.application.EventQuery;
import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Stores the audit log in memory. */
public final class InMemoryEventStore implements EventStore {
  private final Map<EventTarget, NavigableMap<String, KeyEvent>> events;
  private final DomainScope scope;

  InMemoryEventStore() {
    this(new ConcurrentHashMap<>(), DomainScope.ALL);
  }

  private InMemoryEventStore(
      Map<EventTarget, NavigableMap<String, KeyEvent>> events, DomainScope scope) {
    this.events = events;
    this.scope = scope;
  }

  @Override
  public EventStore within(DomainScope newScope) {
    return new InMemoryEventStore(events, newScope);
  }

  @Override
  public Duration retention() {
    return Duration.ofDays(400);
  }

  @Override
  public void append(KeyEvent event, Instant recorded) {
    events
        .computeIfAbsent(event.subject(), subject -> new ConcurrentSkipListMap<>())
        .put(event.eventId(), event);
  }

  @Override
  public Page<KeyEvent> list(EventTarget subject, Page.Request page) {
    NavigableMap<String, KeyEvent> all = events.getOrDefault(subject, new TreeMap<>());
    NavigableMap<String, KeyEvent> rest =
        page.after() == null ? all : all.headMap(page.after(), false);
    List<KeyEvent> read = rest.descendingMap().values().stream().limit(page.limit()).toList();
    List<KeyEvent> shown = read.stream().filter(event -> scope.includes(event.domain())).toList();
    return new Page<>(
        shown,
        shown.isEmpty() || read.size() == rest.size() ? null : read.get(read.size() - 1).eventId());
  }

  @Override
  public Page<KeyEvent> list(EventQuery query, Page.Request page) {
    List<KeyEvent> rest =
        events.values().stream()
            .flatMap(each -> each.values().stream())
            .filter(event -> scope.includes(event.domain()) && isWanted(event, query))
            .filter(event -> page.after() == null || position(event).compareTo(page.after()) < 0)
            .sorted(Comparator.comparing(InMemoryEventStore::position).reversed())
            .toList();
    List<KeyEvent> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    return new Page<>(
        shown, shown.size() < rest.size() ? position(shown.get(shown.size() - 1)) : null);
  }

  private static boolean isWanted(KeyEvent event, EventQuery query) {
    return isAnyOr(query.domain(), event.domain())
        && isAnyOr(query.dataApiId(), event.dataApiId())
        && isAnyOr(query.kind(), event.kind())
        && (isAnyOr(query.by(), event.by().subject()) || isAnyOr(query.by(), event.by().name()))
        && (query.since() == null || !event.at().isBefore(query.since()));
  }

  private static boolean isAnyOr(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static String position(KeyEvent event) {
    return "%013d#%s#%s"
        .formatted(event.at().toEpochMilli(), event.eventId(), event.subject().id());
  }
}
