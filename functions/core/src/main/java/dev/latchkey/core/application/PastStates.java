package dev.latchkey.core.application;

import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what keys and data APIs were at an earlier time from the audit log. */
final class PastStates {
  /** How many later changes are undone at most. */
  static final int MAX_EVENTS = 1_000;

  private static final int PAGE = 100;

  /** How much the clocks of two functions may differ, so that later events have earlier times. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final EventStore events;

  PastStates(EventStore events) {
    this.events = events;
  }

  /** Returns whether a key or data API has events that the caller can read. */
  boolean has(EventTarget subject) {
    return !events.list(subject, new Page.Request(1, null)).items().isEmpty();
  }

  /**
   * Returns the fields at the end of a second.
   *
   * @param present the fields of now as plain values; {@code null} if it does not exist now
   * @param changedAt the last change through the API; {@code null} if it does not exist now
   * @param at the second, in whole seconds
   */
  PastFields at(
      EventTarget subject,
      @Nullable Map<String, Object> present,
      @Nullable Instant changedAt,
      Instant at,
      Instant now) {
    PastFields past = new PastFields(present);
    List<KeyEvent> later = new ArrayList<>();
    boolean isComplete = !at.isBefore(now.minus(events.retention()));
    Page.Request request = new Page.Request(PAGE, null);
    for (boolean isLast = false; isComplete && !isLast; ) {
      Page<KeyEvent> page = events.list(subject, request);
      later.addAll(page.items());
      String next = page.next();
      isLast = next == null || later.get(later.size() - 1).at().isBefore(at.minus(SKEW));
      isComplete = isLast || later.size() < MAX_EVENTS;
      request = new Page.Request(PAGE, next);
    }
    if (!isComplete || isBehind(later, present != null, changedAt, at)) {
      past.forget();
    }
    if (isComplete) {
      later.stream().filter(event -> event.at().isAfter(at)).forEach(past::undo);
    }
    return past;
  }

  /** Returns whether the last change is not in the audit log yet. */
  private static boolean isBehind(
      List<KeyEvent> newestFirst, boolean isPresent, @Nullable Instant changedAt, Instant at) {
    if (!isPresent) {
      return newestFirst.stream()
          .findFirst()
          .map(KeyEvent::kind)
          .filter(kind -> kind == EventKind.DELETED || kind == EventKind.REMOVED)
          .isEmpty();
    }
    return changedAt != null
        && changedAt.isAfter(at)
        && newestFirst.stream()
            .filter(event -> event.kind() != EventKind.ALTERED)
            .noneMatch(event -> !event.at().isBefore(changedAt));
  }
}
