package dev.latchkey.dynamodb;

import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.KeyStore;
import dev.latchkey.memory.DataApiStoreContract;

class DynamoDbDataApiStoreTest extends DataApiStoreContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected DataApiStore dataApis() {
    return STORES.dataApis();
  }

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
