package dev.latchkey.key;

/** What a key id leads to. */
public sealed interface KeyLookup {

  /** A key. */
  record Found(StoredKey stored) implements KeyLookup {}

  /** No key: never made, or gone. */
  record Unknown() implements KeyLookup {}

  /** A key that was deleted, for as long as its events are kept. */
  record Deleted() implements KeyLookup {}
}
