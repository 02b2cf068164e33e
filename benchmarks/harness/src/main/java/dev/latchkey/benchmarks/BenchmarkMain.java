package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Contender.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures the authorizer and the contenders, and writes the results. */
public final class BenchmarkMain {
  private final BenchmarkOptions options;
  private final Results results = new Results();

  private BenchmarkMain(BenchmarkOptions options) {
    this.options = options;
  }

  /** Runs the benchmarks; see {@code benchmarks/run --help}. */
  public static void main(String[] arguments) throws Exception {
    new BenchmarkMain(BenchmarkOptions.parse(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    if (options.growth()) {
      writeGrowth(Growth.upTo(options.mostKeys(), BenchmarkMain::say));
      return;
    }
    long start = System.nanoTime();
    Path folder = Files.createTempDirectory("benchmarks");
    TestCertificate trust = TestCertificate.inEnvironment();
    BenchmarkFixture fixture = BenchmarkFixture.create();
    try (DynamoDbStub table = new DynamoDbStub(trust.serverSockets(), fixture.items());
        ProviderStub provider = new ProviderStub()) {
      TestBench bench =
          TestBench.create(
              options.project().resolve("benchmarks/harness/target/runtime-client"),
              table.endpoint(),
              trust.trustStore(),
              fixture,
              folder);
      say("warm the stub's TLS");
      table.warmUp(trust.clientSockets());
      List<Contender> contenders = contenders(bench, folder);
      for (Contender contender : contenders) {
        say("inspect %s", contender.name());
        results.add(contender.name(), new Inspection(bench).run(contender));
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contender contender : contenders) {
          tryToMeasure(bench, contender, round);
        }
        tryToMeasurePage(new ConsolePage(options, bench, provider), round);
        write(round);
        say("round %d took until minute %d", round, (System.nanoTime() - start) / 60_000_000_000L);
      }
    }
  }

  private List<Contender> contenders(TestBench bench, Path folder)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(Contenders.all(options));
    for (Contender contender : List.copyOf(contenders)) {
      if (contender.name().matches("(floor|lower bound|latchkey), JDK 25")) {
        String name = contender.name().replace("JDK 25", "AOT");
        say("train %s", name);
        contenders.add(new Aot(bench, folder).train(contender, name));
      }
    }
    return contenders;
  }

  /**
   * One start that fails, as on a machine that others use, is told and costs no more than itself.
   */
  private void tryToMeasure(TestBench bench, Contender contender, int round)
      throws IOException, InterruptedException {
    try {
      measure(bench, contender, round);
    } catch (IllegalStateException e) {
      say("round %d of %d  %-18s FAILED: %s", round, options.rounds(), contender.name(), e);
    }
  }

  private void tryToMeasurePage(ConsolePage page, int round)
      throws IOException, InterruptedException {
    if (options.only().isEmpty()) {
      try {
        page.measure(results);
      } catch (IllegalStateException e) {
        say("round %d of %d  %-18s FAILED: %s", round, options.rounds(), "console", e);
      }
    }
  }

  private void measure(TestBench bench, Contender contender, int round)
      throws IOException, InterruptedException {
    String name = contender.name();
    int warmCalls = contender.layout() == Layout.IMAGE ? 0 : options.warmCalls();
    results.add(name, new Trial(bench).run(contender, warmCalls));
    if (contender.layout() == Layout.ZIP && !name.startsWith("lower bound")) {
      results.add(name, new Restore(bench).run(contender));
    }
    if (contender.layout() != Layout.IMAGE && !name.matches("(floor|lower bound).*")) {
      results.add(name, new Throttled(bench).run(contender));
    }
    say(
        "round %d of %d  %-18s cold %7.1f ms  warm p50 %s",
        round,
        options.rounds(),
        name,
        last(name, Figure.COLD_MS),
        warmCalls == 0 ? "-" : String.format(Locale.ROOT, "%.3f ms", last(name, Figure.P50_MS)));
  }

  private double last(String name, Figure figure) {
    List<Double> all = results.all(name, figure);
    return all.get(all.size() - 1);
  }

  private void writeGrowth(Growth growth) throws IOException {
    Files.createDirectories(options.results());
    Files.writeString(options.results().resolve("growth.md"), growth.markdown());
    System.out.println(growth.markdown());
  }

  /** Writes what there is so far; a run that is ended early leaves its whole rounds. */
  private void write(int rounds) throws IOException {
    Files.createDirectories(options.results());
    String machine =
        "%s %s, %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                processor(),
                Runtime.version());
    Report report = new Report(results, machine, rounds);
    Files.writeString(options.results().resolve("results.csv"), results.csv());
    Files.writeString(options.results().resolve("results.md"), report.markdown());
    Files.writeString(options.results().resolve("speed.md"), report.summary());
    if (rounds == options.rounds()) {
      System.out.println(report.markdown());
    }
  }

  /** The processor's name as Linux tells it, and that functions have one to themselves. */
  private static String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse("one processor")
          + ", one of its cores for the function and one for the driver";
    }
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
