package dev.latchkey.core.memory;

import dev.latchkey.core.application.UsageStore;

class InMemoryUsageStoreTest extends UsageStoreContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected UsageStore usage() {
    return stores.usage();
  }
}
