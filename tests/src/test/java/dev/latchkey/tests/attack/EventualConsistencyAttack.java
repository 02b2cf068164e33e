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
            "5 Faults: indexes 5 s and a history a minute behind",
            "no key is accepted or refused wrongly and no change is wrong; lists are what the table"
                + " was 5 s before, histories what it was a minute before, and nothing else is seen"
                + " of it than [operating.md](operating.md#eventual-consistency) tells; on the table,"
                + " with a second one for its indexes, by a clock of ours");
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
        ("%,d changes and %,d uses, each as the table had it; %,d changes of keys that lists showed"
                + " in another state; %,d lists and %,d histories were behind; %,d data APIs deleted"
                + " beside an active key, which opened nothing afterwards (%,d uses; %,d of them let"
                + " in by an authorizer that remembered the data API, for less than 60 s), %,d not"
                + " deleted though their last key was over")
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
