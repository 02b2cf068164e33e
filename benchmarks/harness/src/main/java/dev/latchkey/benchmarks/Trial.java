package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi;
import dev.latchkey.testing.RuntimeApi.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One start of one function: cold, then warm. */
final class Trial {
  private static final int SETTLING_CALLS = 2_000;

  private final TestBench bench;

  Trial(TestBench bench) {
    this.bench = bench;
  }

  /**
   * Starts the function anew and measures it; {@code warmCalls} of 0 leaves the warm figures out.
   */
  Map<Figure, Double> run(Contender contender, int warmCalls)
      throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (RuntimeApi api = new RuntimeApi()) {
      long started = System.nanoTime();
      try (FunctionProcess function = bench.start(contender, api)) {
        long initialized = api.awaitInitialized();
        Reply first = expectAnswer(api.invoke(bench.event()), function);
        figures.put(Figure.INIT_MS, millis(initialized - started));
        figures.put(Figure.FIRST_MS, millis(first.answeredAt() - first.handedOutAt()));
        figures.put(
            Figure.COLD_MS,
            millis(initialized - started + first.answeredAt() - first.handedOutAt()));
        figures.putAll(WarmUpCurve.after(first, bench.event(), api, function).afterStart());
        if (warmCalls > 0) {
          warm(function, api, warmCalls, contender.name().startsWith("latchkey"), figures);
        }
        figures.put(Figure.PEAK_MB, function.peakMegabytes());
      }
    }
    return figures;
  }

  private void warm(
      FunctionProcess function,
      RuntimeApi api,
      int calls,
      boolean refuses,
      Map<Figure, Double> figures)
      throws IOException, InterruptedException {
    for (int i = 0; i < SETTLING_CALLS; i++) {
      api.invoke(bench.event());
    }
    double cpuBefore = function.cpuSeconds();
    double[] took = latencies(api, bench.event(), calls);
    figures.put(Figure.CPU_US, (function.cpuSeconds() - cpuBefore) * 1e6 / calls);
    figures.put(Figure.P50_MS, Statistics.percentile(took, 50));
    figures.put(Figure.P90_MS, Statistics.percentile(took, 90));
    figures.put(Figure.P99_MS, Statistics.percentile(took, 99));
    if (refuses) {
      int refused = calls / 5;
      double[] byException = latencies(api, bench.garbageEvent(), refused);
      figures.put(Figure.GARBAGE_P50_MS, Statistics.percentile(byException, 50));
      latencies(api, bench.garbageHttpEvent(), refused);
      double[] byPolicy = latencies(api, bench.garbageHttpEvent(), refused);
      figures.put(Figure.GARBAGE_HTTP_P50_MS, Statistics.percentile(byPolicy, 50));
    }
  }

  private static double[] latencies(RuntimeApi api, String event, int calls)
      throws InterruptedException {
    double[] took = new double[calls];
    for (int i = 0; i < calls; i++) {
      took[i] = api.invoke(event).took().toNanos() / 1e6;
    }
    Arrays.sort(took);
    return took;
  }

  static Reply expectAnswer(Reply reply, FunctionProcess function) throws IOException {
    if (reply.isError()) {
      throw new IllegalStateException(reply.body() + "\n" + function.log());
    }
    return reply;
  }

  static double millis(long nanos) {
    return nanos / 1e6;
  }
}
