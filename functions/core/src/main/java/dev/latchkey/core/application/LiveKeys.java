package dev.latchkey.core.application;

import java.time.Instant;

/** Tells whether a data API is in use. */
public interface LiveKeys {

  /**
   * Returns whether a data API has a key that is active or suspended at an instant. Eventually
   * consistent.
   */
  boolean anyLive(String dataApiId, Instant now);
}
