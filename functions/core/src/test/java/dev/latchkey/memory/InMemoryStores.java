package dev.latchkey.memory;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.KeyReader;
import dev.latchkey.key.StoredKey;

/**
 * The three stores of one deployment, in memory. They are thread-safe, and hold one lock, as a
 * registration writes to two of them.
 */
public final class InMemoryStores {
  private final InMemoryKeyStore keys;
  private final InMemoryDataApiStore dataApis;
  private final InMemoryEventStore events = new InMemoryEventStore();

  public InMemoryStores() {
    Object lock = new Object();
    Rows<StoredKey> keyRows = new Rows<>();
    keys = new InMemoryKeyStore(keyRows, lock);
    dataApis = new InMemoryDataApiStore(new Rows<DataApi>(), keyRows, lock);
  }

  /** The keys. */
  public InMemoryKeyStore keys() {
    return keys;
  }

  /** The data APIs. */
  public InMemoryDataApiStore dataApis() {
    return dataApis;
  }

  /** Reads keys and data APIs for decisions. */
  public KeyReader reader() {
    return new StoreReader(keys, dataApis);
  }

  /** The history. */
  public InMemoryEventStore events() {
    return events;
  }
}
