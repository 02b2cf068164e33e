package dev.latchkey.dynamodb;

import dev.latchkey.key.KeyStore;
import dev.latchkey.memory.KeyChangesContract;

class DynamoDbKeyChangesTest extends KeyChangesContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
