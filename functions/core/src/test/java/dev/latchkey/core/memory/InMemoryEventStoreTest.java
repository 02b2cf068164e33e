package dev.latchkey.core.memory;

import dev.latchkey.core.application.EventStore;

class InMemoryEventStoreTest extends EventStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected EventStore events() {
    return stores.events();
  }
}
