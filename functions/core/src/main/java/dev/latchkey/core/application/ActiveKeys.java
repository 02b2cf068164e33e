package dev.latchkey.core.application;

import java.time.Instant;

/** Tells whether a data API is in use. */
public interface ActiveKeys {

  /** Whether a data API has a key that is active at an instant. May be behind by a moment. */
  boolean anyActive(String dataApiId, Instant now);
}
