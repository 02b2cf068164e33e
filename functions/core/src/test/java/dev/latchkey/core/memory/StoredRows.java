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

/** Stored values of one kind by ID. Not thread-safe; the stores hold their common lock. */
final class StoredRows<T> {
  private final Map<String, StoredRow<T>> rows;
  private final Predicate<T> exists;

  StoredRows() {
    this(new HashMap<>(), thing -> true);
  }

  private StoredRows(Map<String, StoredRow<T>> rows, Predicate<T> exists) {
    this.rows = rows;
    this.exists = exists;
  }

  /** The same rows, of which only some exist for the caller. */
  StoredRows<T> where(Predicate<T> condition) {
    return new StoredRows<>(rows, condition);
  }

  /** A row of an ID, whether or not it exists for the caller. */
  @Nullable StoredRow<T> any(String id) {
    return rows.get(id);
  }

  /** A row of an ID that exists for the caller. */
  @Nullable StoredRow<T> row(String id) {
    StoredRow<T> row = rows.get(id);
    return row != null && exists.test(row.value()) ? row : null;
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(row(id)).filter(row -> !row.isDeleted()).map(StoredRow::value);
  }

  void put(String id, StoredRow<T> row) {
    rows.put(id, row);
  }

  List<T> all() {
    return rows.values().stream()
        .filter(row -> !row.isDeleted())
        .map(StoredRow::value)
        .filter(exists)
        .toList();
  }

  /** Changes a value if a condition holds and the change was not applied before. */
  WriteResult<T, T> change(
      EventKind kind, String id, Predicate<T> onlyIf, UnaryOperator<T> how, ChangeContext change) {
    return write(kind, id, onlyIf, row -> row.with(how.apply(row.value()), kind, change), change);
  }

  /** Deletes a value if a condition holds. Repeating the deletion succeeds. */
  WriteResult<T, T> delete(String id, Predicate<T> onlyIf, ChangeContext change) {
    StoredRow<T> row = row(id);
    return row != null && row.isDeleted() && row.remembers(EventKind.DELETED, change)
        ? new WriteResult.Done<>(row.value())
        : write(EventKind.DELETED, id, onlyIf, it -> it.deleted(change), change);
  }

  /** Returns the values that meet a condition, newest first. */
  Page<T> page(Page.Request page, Predicate<T> filter) {
    return page(page, filter, StoredRow::sortKey, Comparator.reverseOrder());
  }

  /** Returns the values that meet a condition, in an order of their positions. */
  Page<T> page(
      Page.Request page,
      Predicate<T> filter,
      Function<StoredRow<T>, String> position,
      Comparator<String> order) {
    List<StoredRow<T>> rest =
        rows.values().stream()
            .filter(row -> !row.isDeleted() && exists.and(filter).test(row.value()))
            .filter(
                row -> page.after() == null || order.compare(position.apply(row), page.after()) > 0)
            .sorted(Comparator.comparing(position, order))
            .toList();
    List<StoredRow<T>> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    return new Page<>(
        shown.stream().map(StoredRow::value).toList(),
        shown.size() < rest.size() ? position.apply(shown.get(shown.size() - 1)) : null);
  }

  private WriteResult<T, T> write(
      EventKind kind,
      String id,
      Predicate<T> onlyIf,
      Function<StoredRow<T>, StoredRow<T>> how,
      ChangeContext change) {
    StoredRow<T> row = row(id);
    if (row == null || row.isDeleted()) {
      return new WriteResult.Refused<>(Optional.empty());
    }
    if (row.remembers(kind, change)) {
      return new WriteResult.Done<>(row.value());
    }
    if (!onlyIf.test(row.value())) {
      return new WriteResult.Refused<>(Optional.of(row.value()));
    }
    StoredRow<T> changed = how.apply(row);
    rows.put(id, changed);
    return new WriteResult.Done<>(changed.value());
  }
}
