package dev.latchkey.memory;

import dev.latchkey.key.Change;
import java.util.List;
import java.util.stream.Stream;

/**
 * A thing that is kept, with the ids of its last four changes.
 *
 * @param thing the thing
 * @param sortKey its place in listings
 * @param changeIds the latest first
 * @param isDeleted whether it is only remains
 */
record Row<T>(T thing, String sortKey, List<String> changeIds, boolean isDeleted) {
  private static final int REMEMBERED = 4;

  static <T> Row<T> of(T thing, String id, Change change) {
    String sortKey = "%013d#%s".formatted(change.moment().toEpochMilli(), id);
    return new Row<>(thing, sortKey, List.of(change.id()), false);
  }

  Row<T> with(T changed, Change change) {
    return new Row<>(changed, sortKey, remember(change), isDeleted);
  }

  Row<T> deleted(Change change) {
    return new Row<>(thing, sortKey, remember(change), true);
  }

  boolean remembers(Change change) {
    return changeIds.contains(change.id());
  }

  private List<String> remember(Change change) {
    return Stream.concat(Stream.of(change.id()), changeIds.stream()).limit(REMEMBERED).toList();
  }
}
