package dev.latchkey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the authorizer beside what others would write, and writes a table and pictures. */
public final class Main {
  private static final List<Figure> PICTURES =
      List.of(Figure.COLD_MS, Figure.RESTORE_MS, Figure.P50_MS, Figure.P99_MS);

  private final Options options;
  private final Results results = new Results();

  private Main(Options options) {
    this.options = options;
  }

  /** Runs the benchmarks; see {@code benchmarks/run --help}. */
  public static void main(String[] arguments) throws Exception {
    new Main(Options.parse(arguments)).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory("benchmarks");
    Trust trust = Trust.inEnvironment();
    Fixture fixture = Fixture.create();
    try (DynamoDbStub table = new DynamoDbStub(trust.serverSockets(), fixture.items())) {
      Bench bench =
          Bench.create(
              options.project().resolve("benchmarks/harness/target/runtime-client"),
              table.endpoint(),
              trust.trustStore(),
              fixture,
              folder);
      List<Contender> contenders = contenders(bench, folder);
      for (Contender contender : contenders) {
        say("inspect %s", contender.name());
        results.add(contender.name(), new Inspection(bench).run(contender));
      }
      for (int round = 1; round <= options.rounds(); round++) {
        for (Contender contender : contenders) {
          measure(bench, contender, round);
        }
      }
    }
    write();
  }

  private List<Contender> contenders(Bench bench, Path folder)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>(Contenders.all(options));
    for (Contender contender : List.copyOf(contenders)) {
      if (contender.name().matches("(floor|bound|latchkey), JDK 25")) {
        String name = contender.name().replace("JDK 25", "AOT");
        say("train %s", name);
        contenders.add(new Aot(bench, folder).train(contender, name));
      }
    }
    return contenders;
  }

  private void measure(Bench bench, Contender contender, int round)
      throws IOException, InterruptedException {
    String name = contender.name();
    int warmCalls = name.matches("(quarkus|spring).*") ? 0 : options.warmCalls();
    results.add(name, new Trial(bench).run(contender, warmCalls));
    new Throttled(bench)
        .run(contender)
        .ifPresent(value -> results.add(name, Figure.THROTTLED_FIRST_MS, value));
    if (contender.layout() == Contender.Layout.ZIP && name.matches("(floor|latchkey|naive).*")) {
      results.add(name, Figure.RESTORE_MS, new Restore(bench).run(contender));
    }
    say(
        "round %d of %d  %-18s cold %7.1f ms  warm p50 %s",
        round,
        options.rounds(),
        name,
        results.all(name, Figure.COLD_MS).get(round - 1),
        warmCalls == 0
            ? "-"
            : String.format(
                Locale.ROOT, "%.3f ms", results.all(name, Figure.P50_MS).get(round - 1)));
  }

  private void write() throws IOException {
    Files.createDirectories(options.results());
    String machine =
        "%s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    String markdown = new Report(results, machine, options.rounds()).markdown();
    String name = options.management() ? "management.md" : "results.md";
    Files.writeString(options.results().resolve(name), markdown);
    for (Figure figure : options.management() ? List.<Figure>of() : PICTURES) {
      Files.writeString(
          options.results().resolve(figure.name().toLowerCase(Locale.ROOT) + ".svg"),
          new StripPlot(results).svg(figure));
    }
    System.out.println(markdown);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
