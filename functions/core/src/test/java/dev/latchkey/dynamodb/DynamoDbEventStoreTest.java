package dev.latchkey.dynamodb;

import dev.latchkey.key.EventStore;
import dev.latchkey.memory.EventStoreContract;

class DynamoDbEventStoreTest extends EventStoreContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected EventStore events() {
    return STORES.events();
  }
}
