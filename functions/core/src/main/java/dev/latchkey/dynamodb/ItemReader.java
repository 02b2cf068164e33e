package dev.latchkey.dynamodb;

import dev.latchkey.key.Deadline;
import dev.latchkey.key.Fault;
import java.util.Optional;

/** Reads single items. */
@FunctionalInterface
public interface ItemReader {

  /**
   * The item of a primary key, by one strongly consistent read; empty if there is none.
   *
   * @param deadline when the read has to be over
   * @throws Fault {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL}
   */
  Optional<Item> get(ItemKey key, Deadline deadline);
}
