package dev.latchkey.authorizer.dynamodb;

import static dev.latchkey.core.dynamodb.item.Attributes.DELETED_AT;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.LookupResult;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import dev.latchkey.core.dynamodb.mapping.DataApiItem;
import dev.latchkey.core.dynamodb.mapping.KeyItem;
import java.util.Map;
import java.util.Optional;

/** Reads keys and data APIs from DynamoDB. */
public final class DynamoDbKeyReader implements KeyReader {
  private final ItemReader items;

  public DynamoDbKeyReader(ItemReader items) {
    this.items = items;
  }

  @Override
  public LookupResult key(KeyId keyId, Deadline deadline) {
    return KeyItem.lookup(items.get(ItemKey.of(keyId), deadline).orElseGet(Item::new));
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    return dataApi(items.get(ItemKey.ofDataApi(ref.id()), deadline))
        .filter(dataApi -> dataApi.ref().registration().equals(ref.registration()));
  }

  @Override
  public KeyAndDataApi both(KeyId keyId, String dataApiId, Deadline deadline) {
    ItemKey key = ItemKey.of(keyId);
    ItemKey dataApi = ItemKey.ofDataApi(dataApiId);
    Map<ItemKey, Item> found = items.getBoth(key, dataApi, deadline);
    return new KeyAndDataApi(
        KeyItem.lookup(found.getOrDefault(key, new Item())),
        dataApi(Optional.ofNullable(found.get(dataApi))));
  }

  private static Optional<DataApi> dataApi(Optional<Item> item) {
    return item.filter(it -> !it.has(DELETED_AT)).map(DataApiItem::dataApi);
  }
}
