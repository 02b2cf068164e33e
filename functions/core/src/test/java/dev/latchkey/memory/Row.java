package dev.latchkey.memory;

import dev.latchkey.key.Change;
import dev.latchkey.key.EventKind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A thing that is kept, with its last four writes.
 *
 * @param thing the thing
 * @param sortKey its place in listings
 * @param writes the latest first
 * @param isDeleted whether it is only remains
 */
record Row<T>(T thing, String sortKey, List<Write> writes, boolean isDeleted) {
  private static final int REMEMBERED = 4;

  /** What makes two writes the same one. */
  record Write(UUID changeId, EventKind kind, String subject) {
    static Write of(EventKind kind, Change change) {
      return new Write(change.id(), kind, change.by().subject());
    }
  }

  static <T> Row<T> of(T thing, String id, EventKind kind, Change change) {
    String sortKey = "%013d#%s".formatted(change.moment().toEpochMilli(), id);
    return new Row<>(thing, sortKey, List.of(Write.of(kind, change)), false);
  }

  Row<T> with(T changed, EventKind kind, Change change) {
    return new Row<>(changed, sortKey, remember(kind, change), isDeleted);
  }

  Row<T> deleted(Change change) {
    return new Row<>(thing, sortKey, remember(EventKind.DELETED, change), true);
  }

  boolean remembers(EventKind kind, Change change) {
    return writes.contains(Write.of(kind, change));
  }

  private List<Write> remember(EventKind kind, Change change) {
    return Stream.concat(Stream.of(Write.of(kind, change)), writes.stream())
        .limit(REMEMBERED)
        .toList();
  }
}
