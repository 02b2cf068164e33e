package dev.latchkey.memory;

import dev.latchkey.key.Change;
import dev.latchkey.key.EventKind;
import dev.latchkey.key.Outcome;
import dev.latchkey.key.Page;
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
final class Rows<T> {
  private final Map<String, Row<T>> rows = new HashMap<>();

  @Nullable Row<T> any(String id) {
    return rows.get(id);
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(rows.get(id)).filter(row -> !row.isDeleted()).map(Row::thing);
  }

  void put(String id, Row<T> row) {
    rows.put(id, row);
  }

  List<T> all() {
    return rows.values().stream().filter(row -> !row.isDeleted()).map(Row::thing).toList();
  }

  /** Changes a thing if a condition holds and the change was not made before. */
  Outcome<T, T> change(
      EventKind kind, String id, Predicate<T> onlyIf, UnaryOperator<T> how, Change change) {
    return write(kind, id, onlyIf, row -> row.with(how.apply(row.thing()), kind, change), change);
  }

  /** Deletes a thing if a condition holds; having deleted it before is success. */
  Outcome<T, T> delete(String id, Predicate<T> onlyIf, Change change) {
    Row<T> row = rows.get(id);
    return row != null && row.isDeleted() && row.remembers(EventKind.DELETED, change)
        ? new Outcome.Done<>(row.thing())
        : write(EventKind.DELETED, id, onlyIf, it -> it.deleted(change), change);
  }

  /** The things that fulfil a condition, newest first. */
  Page<T> page(Page.Request page, Predicate<T> filter) {
    List<Row<T>> rest =
        rows.values().stream()
            .filter(row -> !row.isDeleted() && filter.test(row.thing()))
            .filter(row -> page.after() == null || row.sortKey().compareTo(page.after()) < 0)
            .sorted(Comparator.comparing((Row<T> row) -> row.sortKey()).reversed())
            .toList();
    List<Row<T>> shown = rest.subList(0, Math.min(page.limit(), rest.size()));
    return new Page<>(
        shown.stream().map(Row::thing).toList(),
        shown.size() < rest.size() ? shown.get(shown.size() - 1).sortKey() : null);
  }

  private Outcome<T, T> write(
      EventKind kind, String id, Predicate<T> onlyIf, Function<Row<T>, Row<T>> how, Change change) {
    Row<T> row = rows.get(id);
    if (row == null || row.isDeleted()) {
      return new Outcome.Refused<>(Optional.empty());
    }
    if (row.remembers(kind, change)) {
      return new Outcome.Done<>(row.thing());
    }
    if (!onlyIf.test(row.thing())) {
      return new Outcome.Refused<>(Optional.of(row.thing()));
    }
    Row<T> changed = how.apply(row);
    rows.put(id, changed);
    return new Outcome.Done<>(changed.thing());
  }
}
