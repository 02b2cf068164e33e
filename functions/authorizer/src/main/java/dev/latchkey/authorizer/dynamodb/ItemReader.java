package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.util.Map;
import java.util.Optional;

/** Reads an item, or two at once. */
public interface ItemReader {

  /**
   * Returns the item with a primary key, by one strongly consistent read; empty if there is none.
   *
   * @param deadline the deadline of the read, including retries
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL}
   */
  Optional<Item> get(ItemKey key, Deadline deadline);

  /**
   * Returns two items by their primary keys, by one request of strongly consistent reads. An item
   * that does not exist is absent.
   *
   * @param deadline the deadline of the request, including retries
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL}
   */
  Map<ItemKey, Item> getBoth(ItemKey one, ItemKey other, Deadline deadline);
}
