package dev.latchkey.core.application;

import dev.latchkey.core.domain.StoredKey;

/** The result of looking up a key ID. */
public sealed interface LookupResult {

  /** The key exists. */
  record Found(StoredKey stored) implements LookupResult {}

  /** No key has this ID, or TTL removed it. */
  record Unknown() implements LookupResult {}

  /** The key was deleted. This is known as long as its events are kept. */
  record Deleted() implements LookupResult {}
}
