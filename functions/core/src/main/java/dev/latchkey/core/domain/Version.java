package dev.latchkey.core.domain;

import java.time.Instant;

/**
 * How often a key or a data API was changed through the API.
 *
 * @param revision 1 after creation, one more after each change
 * @param changedAt when it was last changed, in whole seconds
 */
public record Version(long revision, Instant changedAt) {

  /** The version of what was created at an instant. */
  public static Version first(Instant createdAt) {
    return new Version(1, createdAt);
  }
}
