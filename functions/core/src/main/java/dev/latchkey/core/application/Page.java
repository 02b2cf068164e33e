package dev.latchkey.core.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a listing.
 *
 * @param items what is on it; a filtered page may be short or empty and still not be the last
 * @param next the position behind it, from which the listing goes on; {@code null} on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * Which part of a listing.
   *
   * @param limit the most items, 1 to 1,000
   * @param after the position to go on from, {@code null} for the beginning
   */
  public record Request(int limit, @Nullable String after) {}
}
