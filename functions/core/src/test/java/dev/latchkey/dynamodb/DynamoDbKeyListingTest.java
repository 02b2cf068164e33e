package dev.latchkey.dynamodb;

import dev.latchkey.key.KeyStore;
import dev.latchkey.memory.KeyListingContract;

class DynamoDbKeyListingTest extends KeyListingContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected KeyStore keys() {
    return STORES.keys();
  }
}
