package dev.latchkey.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edit changes of a data API; {@code null} stands for what it leaves as it is.
 *
 * @param description the new description, or its removal
 * @param routes the new routes, in place of all the old ones
 */
public record DataApiEdit(@Nullable Patch<String> description, @Nullable List<Route> routes) {

  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return description == null && routes == null;
  }
}
