package dev.latchkey.core.memory;

import dev.latchkey.core.application.ChangeContext;
import dev.latchkey.core.application.Page;
import dev.latchkey.core.application.WriteResult;
import dev.latchkey.core.domain.EventKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Things of one kind by their ids. Not thread-safe; the stores hold their common lock. */
final class StoredRows<T> {
  private final Map<String, StoredRow<T>> rows = new HashMap<>();

  @Nullable StoredRow<T> any(String id) {
    return rows.get(id);
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(rows.get(id)).filter(row -> !row.isDeleted()).map(StoredRow::thing);
  }

  void put(String id, StoredRow<T> row) {
    rows.put(id, row);
  }

  List<T> all() {
    return rows.values().stream().filter(row -> !row.isDeleted()).map(StoredRow::thing).toList();
  }

  /** Changes a thing if a condition holds and the change was not made before. */
  WriteResult<T, T> change(
      EventKind kind, String id, Predicate<T> onlyIf, UnaryOperator<T> how, ChangeContext change) {
    return write(kind, id, onlyIf, row -> row.with(how.apply(row.thing()), kind, change), change);
  }

  /** Deletes a thing if a condition holds; having deleted it before is success. */
  WriteResult<T, T> delete(String id, Predicate<T> onlyIf, ChangeContext change) {
    StoredRow<T> row = rows.get(id);
    return row != null && row.isDeleted() && row.remembers(EventKind.DELETED, change)
        ? new WriteResult.Done<>(row.thing())
        : write(EventKind.DELETED, id, onlyIf, it -> it.deleted(change), change);
  }

  /** The things that fulfil a condition, newest first. */
  Page<T> page(Page.Request page, Predicate<T> filter) {
    List<StoredRow<T>> rest =
        rows.values().stream()
            .filter(row -> !row.isDeleted() && filter.test(row.thing()))
            .filter(row -> page.after() == null || row.sortKey().compareTo(page.after()) < 0)
            .sorted(Comparator.comparing((StoredRow<T> row) -> row.sortKey()).reversed())
            .toList();
    List<StoredRow<T>> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    return new Page<>(
        shown.stream().map(StoredRow::thing).toList(),
        shown.size() < rest.size() ? shown.get(shown.size() - 1).sortKey() : null);
  }

  private WriteResult<T, T> write(
      EventKind kind,
      String id,
      Predicate<T> onlyIf,
      Function<StoredRow<T>, StoredRow<T>> how,
      ChangeContext change) {
    StoredRow<T> row = rows.get(id);
    if (row == null || row.isDeleted()) {
      return new WriteResult.Refused<>(Optional.empty());
    }
    if (row.remembers(kind, change)) {
      return new WriteResult.Done<>(row.thing());
    }
    if (!onlyIf.test(row.thing())) {
      return new WriteResult.Refused<>(Optional.of(row.thing()));
    }
    StoredRow<T> changed = how.apply(row);
    rows.put(id, changed);
    return new WriteResult.Done<>(changed.thing());
  }
}
