package dev.latchkey.tests.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * How long several things take, measured in turns of random order, so that whatever else the
 * machine does hits all alike.
 *
 * @param nanos the times of each thing in ns, sorted
 */
record Timings(Map<String, long[]> nanos) {
  private static final int WARM_UP = 5;

  /**
   * Measures.
   *
   * @param each how often each thing is done, after a fifth as many to warm up
   * @param things what is done; they are told which turn it is
   */
  static Timings of(
      Attack attack, int each, SplittableRandom random, Map<String, IntConsumer> things) {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    things.keySet().forEach(name -> nanos.put(name, new long[each]));
    Progress progress = attack.progress(each);
    List<String> order = new ArrayList<>(things.keySet());
    for (int turn = -each / WARM_UP; turn < each; turn++) {
      for (int i = order.size() - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        order.set(i, order.set(other, order.get(i)));
      }
      for (String name : order) {
        IntConsumer thing = Objects.requireNonNull(things.get(name));
        int number = Math.abs(turn);
        long began = System.nanoTime();
        thing.accept(number);
        long took = System.nanoTime() - began;
        if (turn >= 0) {
          of(nanos, name)[turn] = took;
        }
      }
      if (turn >= 0) {
        progress.step();
      }
    }
    nanos.values().forEach(Arrays::sort);
    return new Timings(nanos);
  }

  /** The median of each thing, as words. */
  String medians() {
    return nanos.entrySet().stream()
        .map(each -> "%s %.1f µs".formatted(each.getKey(), median(each.getValue()) / 1_000.0))
        .collect(Collectors.joining(", "));
  }

  /**
   * Cliff's δ of two things: how much likelier the one takes longer than the other than the other
   * way round, from -1 to 1.
   */
  double delta(String one, String other) {
    long[] a = of(nanos, one);
    long[] b = of(nanos, other);
    long balance = 0;
    int below = 0;
    int upTo = 0;
    for (long time : a) {
      while (below < b.length && b[below] < time) {
        below++;
      }
      while (upTo < b.length && b[upTo] <= time) {
        upTo++;
      }
      balance += below - (b.length - upTo);
    }
    return (double) balance / ((double) a.length * b.length);
  }

  private static long[] of(Map<String, long[]> nanos, String name) {
    return Objects.requireNonNull(nanos.get(name));
  }

  private static long median(long[] sorted) {
    return sorted[sorted.length / 2];
  }
}
