package dev.latchkey.core.application;

import java.util.Optional;

/**
 * Stores what stacks declare. Reads see every acknowledged write. If the store is unreachable, each
 * method throws a {@link RequestException} with {@link RequestException.Reason#UNAVAILABLE} or
 * {@link RequestException.Reason#THROTTLED}.
 */
public interface StackResourceStore {

  /** Returns the resource with this physical ID, also one that was removed lately. */
  Optional<StackResource> find(String id);

  /** Stores a resource, and replaces the one with its ID. A removed one is kept for a day. */
  void save(StackResource resource);
}
