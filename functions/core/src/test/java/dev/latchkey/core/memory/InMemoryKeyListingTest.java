package dev.latchkey.core.memory;

import dev.latchkey.core.application.KeyStore;

class InMemoryKeyListingTest extends KeyListingContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
