package dev.latchkey.memory;

import dev.latchkey.key.KeyStore;

class InMemoryKeyStoreTest extends KeyStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
