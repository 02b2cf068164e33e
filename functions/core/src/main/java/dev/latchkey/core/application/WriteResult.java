package dev.latchkey.core.application;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of one conditional write.
 *
 * @param <T> the type of the item after a successful change; of its ID after a deletion
 * @param <F> the type of the existing item after a refused change
 */
public sealed interface WriteResult<T, F> {

  /** Returns the same result, converted by one function or the other. */
  <U, G> WriteResult<U, G> map(
      Function<? super T, ? extends U> done, Function<? super F, ? extends G> found);

  /** The change succeeded, now or in an earlier attempt of the same write. */
  record Done<T, F>(T value) implements WriteResult<T, F> {
    @Override
    public <U, G> WriteResult<U, G> map(
        Function<? super T, ? extends U> done, Function<? super F, ? extends G> found) {
      return new Done<>(done.apply(value));
    }
  }

  /** The condition failed and nothing changed. Empty if there is no such item or it was deleted. */
  record Refused<T, F>(Optional<F> found) implements WriteResult<T, F> {
    @Override
    public <U, G> WriteResult<U, G> map(
        Function<? super T, ? extends U> done, Function<? super F, ? extends G> found) {
      return new Refused<>(this.found.map(found));
    }
  }
}
