package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.EventStore;
import dev.latchkey.core.memory.EventStoreContract;

class DynamoDbEventStoreTest extends EventStoreContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  @Override
  protected EventStore events() {
    return STORES.events();
  }
}
