package dev.latchkey.core.memory;

import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.StoreReader;
import dev.latchkey.core.application.Stores;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.StoredKey;

/**
 * The four stores of one deployment, in memory. They are thread-safe and share one lock, since a
 * registration writes to two of them.
 */
public final class InMemoryStores {
  private final InMemoryKeyStore keys;
  private final InMemoryDataApiStore dataApis;
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryLeases leases = new InMemoryLeases();
  private final InMemoryUsageStore usage = new InMemoryUsageStore(leases);

  public InMemoryStores() {
    Object lock = new Object();
    StoredRows<StoredKey> keyRows = new StoredRows<>();
    keys = new InMemoryKeyStore(keyRows, lock);
    dataApis = new InMemoryDataApiStore(new StoredRows<DataApi>(), keyRows, lock);
  }

  /** Returns the keys. */
  public InMemoryKeyStore keys() {
    return keys;
  }

  /** Returns the data APIs. */
  public InMemoryDataApiStore dataApis() {
    return dataApis;
  }

  /** Returns when keys were used. */
  public InMemoryUsageStore usage() {
    return usage;
  }

  /** Returns the leases of quotas. */
  public InMemoryLeases leases() {
    return leases;
  }

  /** Returns all four. */
  public Stores all() {
    return new Stores(keys, dataApis, events, usage);
  }

  /** Returns a reader of keys and data APIs for decisions. */
  public KeyReader reader() {
    return new StoreReader(keys, dataApis);
  }

  /** Returns the audit log. */
  public InMemoryEventStore events() {
    return events;
  }
}
