package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cliff's δ tells a difference where there is one. */
final class TimingsTest {
  @Test
  void deltaIsTheBalanceOfAllPairs() {
    Timings timings =
        new Timings(
            Map.of(
                "low", new long[] {1, 2, 3},
                "same", new long[] {1, 2, 3},
                "high", new long[] {4, 5, 6},
                "mixed", new long[] {2, 2, 9}));
    assertThat(timings.delta("low", "same")).isZero();
    assertThat(timings.delta("high", "low")).isEqualTo(1);
    assertThat(timings.delta("low", "high")).isEqualTo(-1);
    assertThat(timings.delta("mixed", "low")).isEqualTo((1 - 1 + 1 - 1 + 3) / 9.0);
  }
}
