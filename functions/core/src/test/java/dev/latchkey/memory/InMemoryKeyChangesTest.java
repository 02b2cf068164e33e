package dev.latchkey.memory;

import dev.latchkey.key.KeyStore;

class InMemoryKeyChangesTest extends KeyChangesContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
