package dev.latchkey.core.domain;

import java.time.Instant;

/**
 * The version of a key or a data API, which counts the changes made through the API.
 *
 * @param revision 1 after creation, plus 1 for each change
 * @param changedAt the time of the last change, in whole seconds
 */
public record Version(long revision, Instant changedAt) {

  /** Returns the first version of a key or data API that was created at an instant. */
  public static Version first(Instant createdAt) {
    return new Version(1, createdAt);
  }
}
