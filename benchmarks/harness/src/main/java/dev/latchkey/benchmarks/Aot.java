package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Contender.Layout;
import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a function an ahead-of-time cache (JEP 514) from a training run, as its container image
 * has.
 */
final class Aot {
  private static final int TRAINING_CALLS = 500;

  private final TestBench bench;
  private final Path folder;

  Aot(TestBench bench, Path folder) {
    this.bench = bench;
    this.folder = folder;
  }

  /** The same function in the image's layout with its cache. */
  Contender train(Contender contender, String name) throws IOException, InterruptedException {
    Path cache = folder.resolve(name.replaceAll("[^a-z]", "") + ".aot");
    List<String> training = new ArrayList<>(contender.flags());
    training.remove("-Xshare:auto");
    training.add("-XX:AOTCacheOutput=" + cache);
    try (RuntimeApi api = new RuntimeApi();
        FunctionProcess function = bench.start(with(contender, name, training), api)) {
      for (int i = 0; i < TRAINING_CALLS; i++) {
        Trial.expectAnswer(api.invoke(bench.event()), function);
        api.invoke(bench.garbageEvent());
      }
      function.stop();
    }
    if (!Files.exists(cache)) {
      throw new IOException("The training run left no cache.");
    }
    List<String> flags = new ArrayList<>(contender.flags());
    flags.remove("-Xshare:auto");
    flags.add("-XX:AOTCache=" + cache);
    return with(contender, name, flags);
  }

  private static Contender with(Contender contender, String name, List<String> flags) {
    return new Contender(
        name, contender.folder(), contender.handler(), contender.command(), Layout.IMAGE, flags);
  }
}
