package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import org.junit.jupiter.api.Test;

/**
 * 2,000 stacks that are created, updated, rolled back and deleted at random, with lost and repeated
 * requests and invocations that end in the middle. After each step, the active keys are those that
 * live stacks name, each in its secret and nowhere else.
 */
class StackSimulationTest {
  private static final int STACKS = Integer.getInteger("latchkey.stacks", 2_000);

  @Test
  void theActiveKeysAreThoseOfLiveStacks() {
    long seed = Seed.of(StackSimulationTest.class);
    StackSimulation simulation = new StackSimulation(seed);
    try {
      simulation.run(STACKS);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
    assertThat(simulation.outcomes())
        .as("seed %d", seed)
        .containsKeys(
            "created",
            "creation rolled back",
            "updated",
            "updated with a replacement or removal",
            "update rolled back",
            "deleted",
            "request lost",
            "response lost",
            "response received, but not confirmed",
            "timed out",
            "refused",
            "repeated",
            "repeated late",
            "ended after register",
            "ended after create",
            "ended after delivery",
            "ended before delivery",
            "ended after rotate",
            "ended after revoke",
            "ended after delete",
            "ended after mark");
  }
}
