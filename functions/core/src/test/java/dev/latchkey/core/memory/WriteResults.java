package dev.latchkey.core.memory;

import dev.latchkey.core.application.WriteResult;
import java.util.Optional;

/** What a write came to, or a failed assertion. */
public final class WriteResults {
  private WriteResults() {}

  /** The thing, since the change was made. */
  public static <T> T done(WriteResult<T, ?> outcome) {
    if (outcome instanceof WriteResult.Done<T, ?> done) {
      return done.thing();
    }
    throw new AssertionError("not done: " + outcome);
  }

  /** What was found, since the change was refused. */
  public static <F> Optional<F> refused(WriteResult<?, F> outcome) {
    if (outcome instanceof WriteResult.Refused<?, F> refused) {
      return refused.found();
    }
    throw new AssertionError("not refused: " + outcome);
  }

  /** The thing that was found, since the change to it was refused. */
  public static <F> F found(WriteResult<?, F> outcome) {
    return refused(outcome).orElseThrow(() -> new AssertionError("nothing there: " + outcome));
  }
}
