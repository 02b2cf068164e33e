package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.EventKind;
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
record StoredRow<T>(T thing, String sortKey, List<Write> writes, boolean isDeleted) {
  private static final int REMEMBERED = 4;

  /** What makes two writes the same one. */
  record Write(UUID changeId, EventKind kind, String subject) {
    static Write of(EventKind kind, ChangeContext change) {
      return new Write(change.id(), kind, change.by().subject());
    }
  }

  static <T> StoredRow<T> of(T thing, String id, EventKind kind, ChangeContext change) {
    String sortKey = "%013d#%s".formatted(change.moment().toEpochMilli(), id);
    return new StoredRow<>(thing, sortKey, List.of(Write.of(kind, change)), false);
  }

  StoredRow<T> with(T changed, EventKind kind, ChangeContext change) {
    return new StoredRow<>(changed, sortKey, remember(kind, change), isDeleted);
  }

  StoredRow<T> deleted(ChangeContext change) {
    return new StoredRow<>(thing, sortKey, remember(EventKind.DELETED, change), true);
  }

  boolean remembers(EventKind kind, ChangeContext change) {
    return writes.contains(Write.of(kind, change));
  }

  private List<Write> remember(EventKind kind, ChangeContext change) {
    return Stream.concat(Stream.of(Write.of(kind, change)), writes.stream())
        .limit(REMEMBERED)
        .toList();
  }
}
