package dev.latchkey.benchmarks;

import dev.latchkey.testing.RuntimeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a function does not vary: classes, allocation, size, traces on disk. Watching them costs
 * time, so they have starts of their own.
 */
final class Inspection {
  private static final int CALLS = 1_000;
  private static final Pattern ALLOCATED = Pattern.compile("allocated=([0-9.]+)([BKMG])");

  private final TestBench bench;

  Inspection(TestBench bench) {
    this.bench = bench;
  }

  Map<Figure, Double> run(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(
        Figure.PACKAGE_MB, Files.size(contender.folder().resolveSibling("function.zip")) / 1e6);
    if (contender.layout() == Contender.Layout.PROGRAM) {
      return figures;
    }
    Path temporary = Files.createTempDirectory("inspection");
    List<String> flags = new ArrayList<>(contender.flags());
    flags.addAll(
        List.of(
            "-Xlog:class+load:file=" + temporary.resolve("classes.log"),
            "-Djava.io.tmpdir=" + temporary.resolve("tmp")));
    Files.createDirectory(temporary.resolve("tmp"));
    Contender watched =
        new Contender(
            contender.name(),
            contender.folder(),
            contender.handler(),
            contender.command(),
            contender.layout(),
            flags);
    try (RuntimeApi api = new RuntimeApi();
        FunctionProcess function = bench.start(watched, api)) {
      Trial.expectAnswer(api.invoke(bench.event()), function);
      try (Stream<String> lines = Files.lines(temporary.resolve("classes.log"))) {
        figures.put(
            Figure.CLASSES, (double) lines.filter(line -> line.contains(" source: ")).count());
      }
      figures.put(Figure.ALLOCATED_KB, allocatedPerCall(contender, api, function));
      function.stop();
    }
    try (Stream<Path> left = Files.list(temporary.resolve("tmp"))) {
      figures.put(
          Figure.LEFT_IN_TMP,
          (double)
              left.filter(file -> !file.getFileName().toString().startsWith("hsperf")).count());
    }
    return figures;
  }

  private double allocatedPerCall(Contender contender, RuntimeApi api, FunctionProcess function)
      throws IOException, InterruptedException {
    calls(api);
    double before = allocatedKilobytes(contender, function);
    calls(api);
    return (allocatedKilobytes(contender, function) - before) / CALLS;
  }

  private void calls(RuntimeApi api) throws InterruptedException {
    for (int i = 0; i < CALLS; i++) {
      api.invoke(bench.event());
    }
  }

  /** Kilobytes that all threads of Java have allocated so far. */
  private static double allocatedKilobytes(Contender contender, FunctionProcess function)
      throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                contender.command().resolveSibling("jcmd").toString(),
                Long.toString(function.pid()),
                "Thread.print",
                "-e")
            .redirectErrorStream(true)
            .start();
    String threads = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return ALLOCATED
        .matcher(threads)
        .results()
        .mapToDouble(it -> Double.parseDouble(it.group(1)) * kilobytes(it.group(2)))
        .sum();
  }

  private static double kilobytes(String unit) {
    return switch (unit) {
      case "G" -> 1 << 20;
      case "M" -> 1 << 10;
      case "K" -> 1;
      default -> 1.0 / 1024;
    };
  }
}
