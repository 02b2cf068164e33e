package dev.latchkey.benchmarks;

import dev.latchkey.testing.Loopback;
import dev.latchkey.testing.Loopback.Answer;
import dev.latchkey.testing.RuntimeApi;
import dev.latchkey.testing.RuntimeApi.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * Lambda SnapStart through the runtime client's restore protocol: the function initializes, waits
 * where the snapshot is taken, and goes on as if restored. The process itself is not frozen.
 * Credentials come from the container endpoint alone, and the first ones have expired.
 */
final class Restore {
  private static final String CREDENTIALS =
      """
      {"AccessKeyId":"AKIDRESTORED%d","SecretAccessKey":"secret","Token":"token","Expiration":"%s"}\
      """;

  private final TestBench bench;
  private final AtomicInteger served = new AtomicInteger();

  Restore(TestBench bench) {
    this.bench = bench;
  }

  /** The time from the restore to the first answer, and the first hundred requests. */
  Map<Figure, Double> run(Contender contender) throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi();
        Loopback credentials =
            new Loopback(ServerSocketFactory.getDefault(), request -> credentials());
        FunctionProcess function = bench.start(contender, api, environment(credentials.port()))) {
      api.awaitRestorable();
      long restored = System.nanoTime();
      api.restore();
      Reply first = Trial.expectAnswer(api.invoke(bench.event()), function);
      Map<Figure, Double> figures = new EnumMap<>(Figure.class);
      figures.put(Figure.RESTORE_MS, Trial.millis(first.answeredAt() - restored));
      figures.putAll(WarmUpCurve.after(first, bench.event(), api, function).afterRestore());
      return figures;
    }
  }

  /**
   * The time from the restore to the first response, at the processor share of a memory size;
   * nothing where the machine cannot hold a process to a share.
   */
  Optional<Double> firstResponse(Contender contender, int megabytes)
      throws IOException, InterruptedException {
    try (RuntimeApi api = new RuntimeApi();
        Loopback credentials =
            new Loopback(ServerSocketFactory.getDefault(), request -> credentials())) {
      FunctionProcess function = bench.start(contender, api, environment(credentials.port()));
      api.awaitRestorable();
      try (CpuShare share = CpuShare.ofMemory(megabytes, function)) {
        if (!share.isHeld()) {
          return Optional.empty();
        }
        long restored = System.nanoTime();
        api.restore();
        Reply first = Trial.expectAnswer(api.invoke(bench.event()), function);
        return Optional.of(Trial.millis(first.answeredAt() - restored));
      }
    }
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>(bench.environment());
    environment
        .keySet()
        .removeIf(name -> name.startsWith("AWS_ACCESS") || name.startsWith("AWS_SECRET"));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:" + port + "/credentials");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    return environment;
  }

  private Answer credentials() {
    int number = served.getAndIncrement();
    Instant end = number == 0 ? Instant.now().minusSeconds(60) : Instant.now().plusSeconds(3600);
    return new Answer(
        200,
        "Content-Type: application/json\r\n",
        CREDENTIALS.formatted(number, end).getBytes(StandardCharsets.UTF_8));
  }
}
