package dev.latchkey.authorizer.dynamodb;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.RequestException;
import dev.latchkey.core.dynamodb.item.Item;
import dev.latchkey.core.dynamodb.item.ItemKey;
import java.util.Optional;

/** Reads single items. */
@FunctionalInterface
public interface ItemReader {

  /**
   * Returns the item with a primary key, by one strongly consistent read; empty if there is none.
   *
   * @param deadline the deadline of the read, including retries
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL}
   */
  Optional<Item> get(ItemKey key, Deadline deadline);
}
