package dev.latchkey.core.memory;

import dev.latchkey.core.application.StackResourceStore;

class InMemoryStackResourceStoreTest extends StackResourceStoreContract {
  private final StackResourceStore resources = new InMemoryStackResourceStore();

  @Override
  protected StackResourceStore resources() {
    return resources;
  }
}
