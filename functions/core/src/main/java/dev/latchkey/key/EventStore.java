package dev.latchkey.key;

/** Where the history is kept. */
public interface EventStore {

  /** Keeps an event; keeping it again changes nothing. */
  void append(KeyEvent event);

  /** A thing's events, newest first, also after its deletion. */
  Page<KeyEvent> list(EventSubject subject, Page.Request page);
}
