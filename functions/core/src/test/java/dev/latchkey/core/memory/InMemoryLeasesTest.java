package dev.latchkey.core.memory;

import dev.latchkey.core.application.LeaseStore;

class InMemoryLeasesTest extends LeaseStoreContract {
  private final InMemoryLeases store = new InMemoryLeases();

  @Override
  protected LeaseStore store() {
    return store;
  }
}
