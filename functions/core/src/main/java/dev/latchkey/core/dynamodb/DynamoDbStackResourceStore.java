package dev.latchkey.core.dynamodb;

import dev.latchkey.core.application.StackResource;
import dev.latchkey.core.application.StackResourceStore;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.StackResourceItem;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Stores in DynamoDB what stacks declare. */
public final class DynamoDbStackResourceStore implements StackResourceStore {
  private final Table table;

  /**
   * @param client the client; its owner closes it
   * @param table the table's name
   */
  public DynamoDbStackResourceStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<StackResource> find(String id) {
    return table.get(ItemKey.ofStackResource(id)).map(StackResourceItem::resource);
  }

  @Override
  public void save(StackResource resource) {
    table.put(StackResourceItem.of(resource));
  }
}
