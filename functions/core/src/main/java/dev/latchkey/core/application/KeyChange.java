package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;

/** A change that can be made to any key. */
@FunctionalInterface
public interface KeyChange {

  /**
   * Changes a key. Returns whether the change did anything; if not, the key was already in the
   * wanted state.
   *
   * @throws RequestException if the change is refused, or if its result is unknown
   */
  boolean apply(KeyId keyId, ChangeContext change);
}
