package dev.latchkey.tests.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.testing.Mutations;
import dev.latchkey.tests.fuzz.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strangers' input, by the million, to each reader of it. */
@Tag("attack")
final class HostileInputAttack {
  private static final int BATCH = 1_000;
  private static final int WARM_UP = 2_000;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Of the clock on the wall, on a machine that has much else to do. */
  private static final Duration NO_HANG = Duration.ofMinutes(1);

  private static final long MOST_BYTES = 8L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private final LongAccumulator largest = new LongAccumulator(Math::max, 0);

  @ParameterizedTest
  @CsvSource({
    "key, the key parser",
    "event, the authorizer's event reader",
    "cursor, the cursor reader",
    "token, the operators' token reader"
  })
  void isReadOrRefusedAndNothingElse(String name, String reader) {
    Target target = Target.of(name);
    Mutations mutations = target.mutations();
    Attack attack =
        Attack.on(
            HostileInputAttack.class,
            "Generated input: " + name,
            "whatever is sent, " + reader + " takes or refuses it, soon and with little memory");
    int inputs = attack.size("inputs", 30_000, 10_000_000);
    for (int i = 0; i < WARM_UP; i++) {
      target.read(mutations.next(Attack.random(-i - 1L)).getBytes(ISO_8859_1));
    }
    attack.inParallel(
        2,
        inputs / BATCH,
        (batch, random) -> {
          for (int i = 0; i < BATCH; i++) {
            read(target, mutations.next(random).getBytes(ISO_8859_1));
          }
        });
    assertThat(Duration.ofNanos(slowest.get())).as("the most processor time").isLessThan(SOON);
    assertThat(Duration.ofNanos(longest.get())).as("the longest").isLessThan(NO_HANG);
    assertThat(largest.get()).as("the most bytes for one").isLessThan(MOST_BYTES);
    attack.leave(
        ("only declared exceptions, and no invalid input accepted. The slowest input"
                + " took %.1f ms of processor time, the largest %,d KB.")
            .formatted(slowest.get() / 1e6, largest.get() >> 10));
  }

  private void read(Target target, byte[] input) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    long worked = THREADS.getCurrentThreadCpuTime();
    try {
      target.read(input);
    } catch (RuntimeException | Error e) {
      throw new AssertionError("with the input " + HexFormat.of().formatHex(input), e);
    }
    slowest.accumulate(THREADS.getCurrentThreadCpuTime() - worked);
    longest.accumulate(System.nanoTime() - start);
    largest.accumulate(THREADS.getCurrentThreadAllocatedBytes() - allocated);
  }
}
