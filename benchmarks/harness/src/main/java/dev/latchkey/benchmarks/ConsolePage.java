package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Contender.Layout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The requests of the console's first page for the operator and their keys: started cold, as before
 * these functions had snapshots, and restored.
 */
final class ConsolePage {
  private static final Map<String, String> HANDLERS =
      Map.of("/v1/me", "GetMeHandler", "/v1/keys", "ListKeysHandler");

  private final BenchmarkOptions options;
  private final TestBench bench;

  ConsolePage(BenchmarkOptions options, TestBench bench) {
    this.options = options;
    this.bench = bench;
  }

  /** Starts and restores each function once. */
  void measure(Results results) throws IOException, InterruptedException {
    for (Map.Entry<String, String> each : HANDLERS.entrySet()) {
      TestBench requests = bench.with(TestBench.consoleEvent(each.getKey()));
      Contender function = function(each.getKey(), each.getValue());
      Map<Figure, Double> cold = new Trial(requests).run(function, 0);
      Map<Figure, Double> restored = new Restore(requests).run(function);
      results.add(
          function.name(),
          Map.of(
              Figure.CONSOLE_COLD_MS, cold.getOrDefault(Figure.COLD_MS, Double.NaN),
              Figure.CONSOLE_RESTORED_MS, restored.getOrDefault(Figure.RESTORE_MS, Double.NaN)));
    }
  }

  private Contender function(String path, String handler) {
    Path java = options.java25();
    return new Contender(
        "GET " + path,
        options.project().resolve("functions/management/target/function"),
        "dev.latchkey.management.handlers." + handler,
        java == null ? Path.of(System.getProperty("java.home"), "bin", "java") : java,
        Layout.ZIP,
        Contender.LAMBDA_FLAGS);
  }
}
