package dev.latchkey.core.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.*;
import static dev.latchkey.core.memory.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.memory.StackResourceStoreContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamoDbStackResourceStoreTest extends StackResourceStoreContract {
  private static final TestStores STORES = TestStores.createAnywhere();

  private final StackResourceStore resources =
      new DynamoDbStackResourceStore(STORES.client(), STORES.table());

  @Override
  protected StackResourceStore resources() {
    return resources;
  }

  @Test
  void onlyARemovedResourceExpires() {
    StackResource resource = resource(List.of("a request"), null, null);
    resources.save(resource);
    assertThat(STORES.item(ItemKey.ofStackResource(resource.id())).has(TTL)).isFalse();
    StackResource removed = resource(List.of("a request"), null, NOW);
    resources.save(removed);
    Item item = STORES.item(ItemKey.ofStackResource(removed.id()));
    assertThat(item.time(TTL)).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(item.has(KIND) || item.has(LIVE) || item.has(DATA_API_ID)).isFalse();
  }
}
