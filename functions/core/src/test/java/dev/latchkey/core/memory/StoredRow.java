package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.domain.EventKind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A stored value with its last four writes.
 *
 * @param value the value
 * @param sortKey its position in listings
 * @param writes the latest first
 * @param isDeleted whether it is a tombstone
 */
record StoredRow<T>(T value, String sortKey, List<Write> writes, boolean isDeleted) {
  private static final int REMEMBERED = 4;

  /** The identity of a write. */
  record Write(UUID changeId, EventKind kind, String subject) {
    static Write of(EventKind kind, ChangeContext change) {
      return new Write(change.id(), kind, change.by().subject());
    }
  }

  static <T> StoredRow<T> of(T value, String id, EventKind kind, ChangeContext change) {
    String sortKey = "%013d#%s".formatted(change.moment().toEpochMilli(), id);
    return new StoredRow<>(value, sortKey, List.of(Write.of(kind, change)), false);
  }

  StoredRow<T> with(T changed, EventKind kind, ChangeContext change) {
    return new StoredRow<>(changed, sortKey, remember(kind, change), isDeleted);
  }

  StoredRow<T> deleted(ChangeContext change) {
    return new StoredRow<>(value, sortKey, remember(EventKind.DELETED, change), true);
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
