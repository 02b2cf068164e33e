package dev.latchkey.core.application;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of one conditional write.
 *
 * @param <T> the thing after a change that was made; of a deletion, its id
 * @param <F> the thing as it stood when the change was refused
 */
public sealed interface WriteResult<T, F> {

  /** The same outcome, its thing read by one function or the other. */
  <U, G> WriteResult<U, G> map(
      Function<? super T, ? extends U> done, Function<? super F, ? extends G> found);

  /** The change was made, now or by an earlier try of the same write. */
  record Done<T, F>(T thing) implements WriteResult<T, F> {
    @Override
    public <U, G> WriteResult<U, G> map(
        Function<? super T, ? extends U> done, Function<? super F, ? extends G> found) {
      return new Done<>(done.apply(thing));
    }
  }

  /**
   * The condition did not hold: nothing was changed. Empty if there is no such thing, or it was
   * deleted.
   */
  record Refused<T, F>(Optional<F> found) implements WriteResult<T, F> {
    @Override
    public <U, G> WriteResult<U, G> map(
        Function<? super T, ? extends U> done, Function<? super F, ? extends G> found) {
      return new Refused<>(this.found.map(found));
    }
  }
}
