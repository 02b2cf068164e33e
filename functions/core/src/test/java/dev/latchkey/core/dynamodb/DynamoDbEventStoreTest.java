package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.memory.EventStoreContract;

class DynamoDbEventStoreTest extends EventStoreContract {
  private static final Stores STORES = Stores.createAnywhere();

  @Override
  protected EventStore events() {
    return STORES.events();
  }
}
