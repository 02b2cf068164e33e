package dev.latchkey.memory;

import dev.latchkey.key.KeyStore;

class InMemoryKeyListingTest extends KeyListingContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
