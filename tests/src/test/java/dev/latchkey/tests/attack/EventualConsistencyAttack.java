package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Works while the indexes are 5 s behind the table, and the history a minute. */
@Tag("attack")
final class EventualConsistencyAttack {
  private static final int THREADS = 4;
  private static final int STEPS_EACH = 100;

  @Test
  void nothingThatDecidesOrChangesIsBehind() {
    Attack attack =
        Attack.on(
            EventualConsistencyAttack.class,
            "Indexes 5 s and an audit log a minute behind",
            "No key is allowed or denied wrongly, and no change is wrong. Lists show"
                + " the table as it was 5 s before, audit logs as it was a minute before."
                + " Nothing else is visible than"
                + " [operating.md](operating.md#eventual-consistency) describes. On the"
                + " table, with a second table for its indexes, on a test clock.");
    int works = attack.size("late-steps", 700, 4_000) / STEPS_EACH;
    ObservedStaleness seen = new ObservedStaleness();
    attack.inParallel(
        THREADS, works, (n, random) -> new EventualConsistencyWork(random, seen).run(STEPS_EACH));
    assertThat(seen.staleLists.sum()).as("stale lists").isPositive();
    assertThat(seen.staleHistories.sum()).as("stale histories").isPositive();
    assertThat(seen.surprises.sum()).as("changes of keys that lists show otherwise").isPositive();
    assertThat(seen.besideAKey.sum()).as("data APIs deleted beside a key").isPositive();
    assertThat(seen.heldOn.sum()).as("data APIs kept without a key").isPositive();
    assertThat(seen.deadKeys.sum()).as("keys whose data API is gone").isPositive();
    assertThat(seen.remembered.sum()).as("uses of them that were let in").isPositive();
    attack.leave(
        ("%,d changes and %,d uses, none of them wrong. %,d changes were to keys"
                + " that lists showed in another state. %,d lists and %,d audit logs were"
                + " behind. %,d data APIs were deleted while they had an active key. Those"
                + " keys were used %,d times. %,d of these requests were allowed, by an"
                + " authorizer that had cached the data API for less than 60 s, and the"
                + " others were denied. %,d data APIs were not deleted although they had no"
                + " active key left.")
            .formatted(
                seen.calls.sum(),
                seen.uses.sum(),
                seen.surprises.sum(),
                seen.staleLists.sum(),
                seen.staleHistories.sum(),
                seen.besideAKey.sum(),
                seen.deadKeys.sum(),
                seen.remembered.sum(),
                seen.heldOn.sum()));
  }
}
