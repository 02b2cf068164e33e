package dev.latchkey.memory;

import dev.latchkey.key.Outcome;
import java.util.Optional;

/** What a write came to, or a failed assertion. */
public final class Outcomes {
  private Outcomes() {}

  /** The thing, since the change was made. */
  public static <T> T done(Outcome<T, ?> outcome) {
    if (outcome instanceof Outcome.Done<T, ?> done) {
      return done.thing();
    }
    throw new AssertionError("not done: " + outcome);
  }

  /** What was found, since the change was refused. */
  public static <F> Optional<F> refused(Outcome<?, F> outcome) {
    if (outcome instanceof Outcome.Refused<?, F> refused) {
      return refused.found();
    }
    throw new AssertionError("not refused: " + outcome);
  }

  /** The thing that was found, since the change to it was refused. */
  public static <F> F found(Outcome<?, F> outcome) {
    return refused(outcome).orElseThrow(() -> new AssertionError("nothing there: " + outcome));
  }
}
