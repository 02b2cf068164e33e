package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi;
import dev.latchkey.testing.RuntimeApi.Reply;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A function with little memory: Lambda initializes it at full speed, then holds it to its share of
 * a processor.
 */
final class Throttled {
  private static final List<Size> SIZES =
      List.of(
          new Size(256, Figure.FIRST_256_MS, Figure.MEAN_256_MS),
          new Size(512, Figure.THROTTLED_FIRST_MS, Figure.MEAN_512_MS),
          new Size(1_024, Figure.FIRST_1024_MS, Figure.MEAN_1024_MS));

  private static final int SETTLING_CALLS = 50;
  private static final int CALLS = 60;
  private static final int PAUSE_MILLIS = 25;

  private final TestBench bench;

  /** A memory size, and the figures of the first request and of later ones. */
  private record Size(int megabytes, Figure first, Figure mean) {}

  Throttled(TestBench bench) {
    this.bench = bench;
  }

  /** Measures each size; nothing where the machine cannot hold a process to a share. */
  Map<Figure, Double> run(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    for (Size size : SIZES) {
      run(contender, size, figures);
    }
    return figures;
  }

  private void run(Contender contender, Size size, Map<Figure, Double> figures)
      throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi()) {
      FunctionProcess function = bench.start(contender, api);
      api.awaitInitialized();
      try (CpuShare share = CpuShare.ofMemory(size.megabytes(), function)) {
        if (!share.isHeld()) {
          return;
        }
        Reply first = Trial.expectAnswer(api.invoke(bench.event()), function);
        figures.put(size.first(), first.took().toNanos() / 1e6);
        meanOf(SETTLING_CALLS, api, function);
        figures.put(size.mean(), meanOf(CALLS, api, function));
      }
    }
  }

  /** With pauses, so that a call does not use up the share of the next one. */
  private double meanOf(int calls, RuntimeApi api, FunctionProcess function)
      throws IOException, InterruptedException {
    double sum = 0;
    for (int i = 0; i < calls; i++) {
      Thread.sleep(PAUSE_MILLIS);
      sum += Trial.expectAnswer(api.invoke(bench.event()), function).took().toNanos() / 1e6;
    }
    return sum / calls;
  }
}
