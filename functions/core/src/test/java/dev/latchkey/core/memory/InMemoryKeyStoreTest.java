package dev.latchkey.core.memory;

import dev.latchkey.core.application.KeyStore;

class InMemoryKeyStoreTest extends KeyStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
