package dev.latchkey.tests.attack;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether overlapping calls can be put into one order that explains all of their answers: each call
 * takes effect at one moment between its beginning and its end. Wing and Gong's search, with Lowe's
 * memory of where it has been.
 *
 * @param <S> the state of what is called, a value
 */
final class Linearizability<S> {
  private static final int MOST = 62;

  private final List<? extends Call<S>> calls;
  private final Set<Visited> visited = new HashSet<>();

  private Linearizability(List<? extends Call<S>> calls) {
    if (calls.size() > MOST) {
      throw new IllegalArgumentException("More than " + MOST + " calls");
    }
    this.calls = calls;
  }

  /**
   * A call that was answered.
   *
   * @param <S> the state of what is called
   */
  interface Call<S> {
    /** A moment before anything was sent, in ns. */
    long began();

    /** A moment after the answer was there, in ns. */
    long ended();

    /** The state that the call leaves behind, or nothing if its answer is not that state's. */
    @Nullable S after(S before);
  }

  private record Visited(long done, Object state) {}

  /** Whether there is such an order, from this state on. */
  static <S> boolean holds(S initial, List<? extends Call<S>> calls) {
    return new Linearizability<S>(calls).search(0, initial);
  }

  private boolean search(long done, S state) {
    if (done == (1L << calls.size()) - 1) {
      return true;
    }
    if (!visited.add(new Visited(done, state))) {
      return false;
    }
    long firstEnd = Long.MAX_VALUE;
    for (int i = 0; i < calls.size(); i++) {
      if ((done & 1L << i) == 0) {
        firstEnd = Math.min(firstEnd, calls.get(i).ended());
      }
    }
    for (int i = 0; i < calls.size(); i++) {
      Call<S> call = calls.get(i);
      if ((done & 1L << i) == 0 && call.began() <= firstEnd) {
        S next = call.after(state);
        if (next != null && search(done | 1L << i, next)) {
          return true;
        }
      }
    }
    return false;
  }
}
