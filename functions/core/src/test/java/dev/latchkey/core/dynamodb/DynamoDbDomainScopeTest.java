package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.Stores;
import dev.latchkey.core.memory.DomainScopeContract;
import java.util.List;

class DynamoDbDomainScopeTest extends DomainScopeContract {
  private final RequestCounter requests = new RequestCounter();
  private final TestStores stores = TestStores.createAnywhere(requests);

  @Override
  protected Stores stores() {
    return new Stores(stores.keys(), stores.dataApis(), stores.events(), stores.usage());
  }

  @Override
  protected List<String> requests() {
    return requests.operations();
  }
}
