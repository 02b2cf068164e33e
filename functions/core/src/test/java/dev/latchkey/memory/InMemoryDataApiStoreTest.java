package dev.latchkey.memory;

import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.KeyStore;

class InMemoryDataApiStoreTest extends DataApiStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected DataApiStore dataApis() {
    return stores.dataApis();
  }

  @Override
  protected KeyStore keys() {
    return stores.keys();
  }
}
