package dev.latchkey.core.memory;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Stores the audit log in memory. */
public final class InMemoryEventStore implements EventStore {
  private final Map<EventTarget, NavigableMap<String, KeyEvent>> events = new ConcurrentHashMap<>();

  InMemoryEventStore() {}

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
    List<KeyEvent> shown = rest.descendingMap().values().stream().limit(page.limit()).toList();
    return new Page<>(
        shown, shown.size() < rest.size() ? shown.get(shown.size() - 1).eventId() : null);
  }
}
