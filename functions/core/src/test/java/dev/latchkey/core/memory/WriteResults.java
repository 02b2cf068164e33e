package dev.latchkey.core.memory;

import dev.latchkey.core.application.WriteResult;
import java.util.Optional;

/** Assertions about the results of writes. */
public final class WriteResults {
  private WriteResults() {}

  /** Returns the value after a successful change. */
  public static <T> T done(WriteResult<T, ?> result) {
    if (result instanceof WriteResult.Done<T, ?> done) {
      return done.value();
    }
    throw new AssertionError("not done: " + result);
  }

  /** Returns the existing value after a refused change, if any. */
  public static <F> Optional<F> refused(WriteResult<?, F> result) {
    if (result instanceof WriteResult.Refused<?, F> refused) {
      return refused.found();
    }
    throw new AssertionError("not refused: " + result);
  }

  /** Returns the existing value after a refused change. */
  public static <F> F found(WriteResult<?, F> result) {
    return refused(result).orElseThrow(() -> new AssertionError("nothing there: " + result));
  }
}
