package dev.latchkey.core.memory;

import dev.latchkey.core.application.KeyStore;

class InMemoryKeyChangesTest extends KeyChangesContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
