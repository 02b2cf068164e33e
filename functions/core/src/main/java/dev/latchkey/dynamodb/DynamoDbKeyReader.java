package dev.latchkey.dynamodb;

import static dev.latchkey.dynamodb.Attributes.DELETED_AT;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiRef;
import dev.latchkey.key.Deadline;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyReader;
import java.util.Optional;

/** Reads keys and data APIs from their items. */
public final class DynamoDbKeyReader implements KeyReader {
  private final ItemReader items;

  public DynamoDbKeyReader(ItemReader items) {
    this.items = items;
  }

  @Override
  public KeyLookup key(KeyId keyId, Deadline deadline) {
    return KeyItem.lookup(items.get(ItemKey.of(keyId), deadline).orElseGet(Item::new));
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    return items
        .get(ItemKey.ofDataApi(ref.id()), deadline)
        .filter(item -> !item.has(DELETED_AT))
        .map(DataApiItem::dataApi)
        .filter(dataApi -> dataApi.ref().registration().equals(ref.registration()));
  }
}
