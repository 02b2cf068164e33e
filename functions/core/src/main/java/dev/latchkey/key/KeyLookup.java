package dev.latchkey.key;

/** What a key id leads to. */
public sealed interface KeyLookup {

  /** A key. */
  record Found(StoredKey stored) implements KeyLookup {}

  /** No key: never made, or gone. */
  record Unknown() implements KeyLookup {}

  /** A key that was deleted and is not swept yet. */
  record Deleted() implements KeyLookup {}
}
