package dev.latchkey.core.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items the items; a filtered page may be short or empty and still not be the last
 * @param next the position after this page; {@code null} on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
  /** Returns the last page, without items. */
  public static <T> Page<T> empty() {
    return new Page<>(List.of(), null);
  }

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Selects one page of a listing.
   *
   * @param limit the maximum number of items, 1 to 1,000
   * @param after the position after which to continue; {@code null} for the first page
   */
  public record Request(int limit, @Nullable String after) {}
}
