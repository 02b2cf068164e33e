package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.memory.DataApiStoreContract;

class DynamoDbDataApiStoreTest extends DataApiStoreContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  @Override
  protected DataApiStore dataApis() {
    return STORES.dataApis();
  }

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
