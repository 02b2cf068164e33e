package dev.latchkey.core.application;

import dev.latchkey.core.domain.StoredKey;

/** What a key id leads to. */
public sealed interface LookupResult {

  /** A key. */
  record Found(StoredKey stored) implements LookupResult {}

  /** No key: never made, or gone. */
  record Unknown() implements LookupResult {}

  /** A key that was deleted, for as long as its events are kept. */
  record Deleted() implements LookupResult {}
}
