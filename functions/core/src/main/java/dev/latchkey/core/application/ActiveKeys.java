package dev.latchkey.core.application;

import java.time.Instant;

/** Tells whether a data API is in use. */
public interface ActiveKeys {

  /** Returns whether a data API has a key that is active at an instant. Eventually consistent. */
  boolean anyActive(String dataApiId, Instant now);
}
