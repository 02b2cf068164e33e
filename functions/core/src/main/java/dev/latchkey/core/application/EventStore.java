package dev.latchkey.core.application;

import dev.latchkey.core.domain.EventTarget;
import dev.latchkey.core.domain.KeyEvent;
import java.time.Instant;

/** Where the history is kept. */
public interface EventStore {

  /**
   * Keeps an event; keeping it again changes nothing. The store cuts an event that is too long.
   *
   * @param recorded when the change was made by the store's own clock, from which retention counts
   */
  void append(KeyEvent event, Instant recorded);

  /** A thing's events, newest first, also after its deletion. */
  Page<KeyEvent> list(EventTarget subject, Page.Request page);
}
