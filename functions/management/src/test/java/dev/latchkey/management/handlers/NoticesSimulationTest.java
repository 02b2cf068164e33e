package dev.latchkey.management.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Seed;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * 10,000 keys over 400 days, with random extensions, rotations, suspensions and revocations, an
 * index that lags, runs that are missed, doubled or end in the middle, and outages of the event
 * bus.
 */
class NoticesSimulationTest {
  private static final int KEYS = Integer.getInteger("latchkey.notices.keys", 10_000);

  @Test
  void eachExpectedNoticeIsPublishedAndNoOther() {
    long seed = Seed.of(NoticesSimulationTest.class);
    NoticesSimulation simulation = new NoticesSimulation(seed, KEYS);
    simulation.run(Duration.ofDays(400));
    Set<String> published = simulation.published();
    assertThat(simulation.expected()).as("seed %d", seed).hasSizeGreaterThan(2 * KEYS);
    assertThat(without(simulation.expected(), published)).as("missing, seed %d", seed).isEmpty();
    assertThat(without(published, simulation.possible())).as("wrong, seed %d", seed).isEmpty();
    assertThat(simulation.faults()).as("seed %d", seed).doesNotContainValue(0);
  }

  private static Set<String> without(Set<String> ids, Set<String> others) {
    Set<String> left = new TreeSet<>(ids);
    left.removeAll(others);
    return left;
  }
}
