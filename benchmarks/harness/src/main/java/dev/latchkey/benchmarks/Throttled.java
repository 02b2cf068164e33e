package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi.Reply;
import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The first request of a function with little memory: Lambda initializes it at full speed, then
 * holds it to its share of a processor.
 */
final class Throttled {
  private static final int MEGABYTES = 512;

  private final TestBench bench;

  Throttled(TestBench bench) {
    this.bench = bench;
  }

  /**
   * The time of the first answer in milliseconds; nothing where the machine cannot hold a process
   * to a share.
   */
  OptionalDouble run(Contender contender) throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi()) {
      FunctionProcess function = bench.start(contender, api);
      api.awaitInitialized();
      Optional<CpuShare> share = CpuShare.ofMemory(MEGABYTES, function.pid());
      try {
        if (share.isEmpty()) {
          return OptionalDouble.empty();
        }
        Reply first = Trial.expectAnswer(api.invoke(bench.event()), function);
        return OptionalDouble.of(Trial.millis(first.answeredAt() - first.handedOutAt()));
      } finally {
        function.close();
        if (share.isPresent()) {
          share.get().close();
        }
      }
    }
  }
}
