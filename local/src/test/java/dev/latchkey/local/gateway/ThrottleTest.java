package dev.latchkey.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.template.Api;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private long now = 42;
  private final Throttle throttle = new Throttle(new Api.Limits(2, 5), () -> now);

  @Test
  void aBurstPassesAndNoMore() {
    assertThat(admitted(10)).isEqualTo(5);
  }

  @Test
  void itIsFilledAtItsRateUpToTheBurst() {
    admitted(10);
    now += TimeUnit.MILLISECONDS.toNanos(1_500);
    assertThat(admitted(10)).isEqualTo(3);
    now += TimeUnit.HOURS.toNanos(1);
    assertThat(admitted(10)).isEqualTo(5);
  }

  @Test
  void aFractionOfARequestIsKept() {
    admitted(10);
    for (int i = 0; i < 10; i++) {
      now += TimeUnit.MILLISECONDS.toNanos(100);
    }
    assertThat(admitted(10)).isEqualTo(2);
  }

  private long admitted(int requests) {
    return IntStream.range(0, requests).filter(i -> throttle.admits()).count();
  }
}
