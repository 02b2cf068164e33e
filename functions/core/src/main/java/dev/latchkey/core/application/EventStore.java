package dev.latchkey.core.application;

import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import java.time.Duration;
import java.time.Instant;

/** Stores the audit log. */
public interface EventStore {

  /** These events as an operator of some domains sees them; see {@link Stores#within}. */
  EventStore within(DomainScope scope);

  /**
   * Stores an event. Storing it again changes nothing. The store shortens values of an event that
   * is too large.
   *
   * @param recorded the time of the change by the table's clock, from which retention counts
   */
  void append(KeyEvent event, Instant recorded);

  /** Returns how long events are kept. */
  Duration retention();

  /** Returns the events of a key or a data API, newest first, also after its deletion. */
  Page<KeyEvent> list(EventTarget subject, Page.Request page);

  /** Returns the events of all keys and data APIs, newest first. Eventually consistent. */
  Page<KeyEvent> list(EventQuery query, Page.Request page);
}
