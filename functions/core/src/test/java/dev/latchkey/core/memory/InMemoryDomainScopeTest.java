package dev.latchkey.core.memory;

import dev.latchkey.core.application.Stores;
import java.util.List;

class InMemoryDomainScopeTest extends DomainScopeContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected Stores stores() {
    return stores.all();
  }

  @Override
  protected List<String> requests() {
    return List.of();
  }
}
