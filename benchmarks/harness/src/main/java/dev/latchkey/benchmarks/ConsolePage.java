package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Contender.Layout;
import dev.latchkey.testing.RuntimeApi;
import dev.latchkey.testing.RuntimeApi.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of the console's first page, one after the other: the page, the operators'
 * authorizer, the operator and the first keys. Each function starts cold, as before it had a
 * snapshot, and restored, at the processor shares of memory sizes.
 */
final class ConsolePage {
  /** The row that adds up the four functions. */
  static final String SUM = "all four";

  private static final List<Size> SIZES =
      List.of(
          new Size(512, Figure.CONSOLE_COLD_512_MS, Figure.CONSOLE_RESTORED_512_MS),
          new Size(1_024, Figure.CONSOLE_COLD_MS, Figure.CONSOLE_RESTORED_MS));

  private final BenchmarkOptions options;
  private final TestBench bench;
  private final String token;

  /** A memory size, and the figures of a cold start and of a restore. */
  private record Size(int megabytes, Figure cold, Figure restored) {}

  /**
   * @param provider the identity provider of the functions
   */
  ConsolePage(BenchmarkOptions options, TestBench bench, ProviderStub provider) {
    this.options = options;
    this.bench = bench.with(provider.environment());
    this.token = provider.token();
  }

  /** Starts and restores each function once at each size. */
  void measure(Results results) throws IOException, InterruptedException {
    Map<Figure, Double> sums = new EnumMap<>(Figure.class);
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("ConsoleHandler", TestBench.consoleEvent("/console/")),
            Map.entry("AuthorizeOperatorHandler", TestBench.operatorEvent(token)),
            Map.entry("GetMeHandler", TestBench.consoleEvent("/v1/me")),
            Map.entry("ListKeysHandler", TestBench.consoleEvent("/v1/keys")))) {
      Map<Figure, Double> figures = measure(function(each.getKey()), bench.with(each.getValue()));
      results.add(each.getKey().replace("Handler", ""), figures);
      figures.forEach((figure, value) -> sums.merge(figure, value, Double::sum));
    }
    results.add(SUM, sums);
  }

  private static Map<Figure, Double> measure(Contender function, TestBench requests)
      throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    for (Size size : SIZES) {
      cold(function, requests, size.megabytes()).ifPresent(it -> figures.put(size.cold(), it));
      new Restore(requests)
          .firstResponse(function, size.megabytes())
          .ifPresent(it -> figures.put(size.restored(), it));
    }
    return figures;
  }

  /** Lambda initializes a function at full speed, and then holds it to its share. */
  private static Optional<Double> cold(Contender contender, TestBench requests, int megabytes)
      throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi()) {
      long started = System.nanoTime();
      FunctionProcess function = requests.start(contender, api);
      long initialized = api.awaitInitialized();
      try (CpuShare share = CpuShare.ofMemory(megabytes, function)) {
        if (!share.isHeld()) {
          return Optional.empty();
        }
        Reply first = Trial.expectAnswer(api.invoke(requests.event()), function);
        return Optional.of(
            Trial.millis(initialized - started + first.answeredAt() - first.handedOutAt()));
      }
    }
  }

  private Contender function(String handler) {
    Path java = options.java25();
    return new Contender(
        handler,
        options.project().resolve("functions/management/target/function"),
        "dev.latchkey.management.handlers." + handler,
        java == null ? Path.of(System.getProperty("java.home"), "bin", "java") : java,
        Layout.ZIP,
        Contender.LAMBDA_FLAGS);
  }
}
