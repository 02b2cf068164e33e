package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.memory.KeyChangesContract;

class DynamoDbKeyChangesTest extends KeyChangesContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
