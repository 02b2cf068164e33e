package dev.latchkey.memory;

import dev.latchkey.key.EventStore;

class InMemoryEventStoreTest extends EventStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected EventStore events() {
    return stores.events();
  }
}
