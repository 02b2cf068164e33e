package dev.latchkey.dynamodb;

import dev.latchkey.key.KeyStore;
import dev.latchkey.memory.KeyStoreContract;

class DynamoDbKeyStoreTest extends KeyStoreContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
