package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.memory.KeyStoreContract;

class DynamoDbKeyStoreTest extends KeyStoreContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
