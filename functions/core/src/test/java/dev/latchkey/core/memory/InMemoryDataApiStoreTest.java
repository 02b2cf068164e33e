package dev.latchkey.core.memory;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.KeyStore;

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
