package dev.latchkey.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of a function does not vary: classes, allocation, size, traces on disk. Watching them costs
 * time, so they have starts of their own.
 */
final class Inspection {
  private static final int CALLS = 2_000;

  private final Bench bench;

  Inspection(Bench bench) {
    this.bench = bench;
  }

  Map<Figure, Double> run(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    Path temporary = Files.createTempDirectory("inspection");
    List<String> flags = new ArrayList<>(contender.flags());
    flags.removeIf(flag -> flag.startsWith("-Xmx"));
    flags.addAll(
        List.of(
            "-Xmx3g",
            "-Xmn2g",
            "-Xlog:class+load:file=" + temporary.resolve("classes.log"),
            "-Djava.io.tmpdir=" + temporary.resolve("tmp")));
    Files.createDirectory(temporary.resolve("tmp"));
    Contender watched =
        new Contender(
            contender.name(),
            contender.folder(),
            contender.handler(),
            contender.java(),
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
    figures.put(
        Figure.PACKAGE_MB, Files.size(contender.folder().resolveSibling("function.zip")) / 1e6);
    return figures;
  }

  private double allocatedPerCall(Contender contender, RuntimeApi api, FunctionProcess function)
      throws IOException, InterruptedException {
    calls(api, CALLS);
    double before = edenUsed(contender, function);
    calls(api, CALLS);
    return (edenUsed(contender, function) - before) / CALLS;
  }

  private void calls(RuntimeApi api, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      api.invoke(bench.event());
    }
  }

  /** Kilobytes in use in the young generation, which is large enough never to be collected here. */
  private static double edenUsed(Contender contender, FunctionProcess function)
      throws IOException, InterruptedException {
    Process jstat =
        new ProcessBuilder(
                contender.java().resolveSibling("jstat").toString(),
                "-gc",
                Long.toString(function.pid()))
            .redirectErrorStream(true)
            .start();
    String[] lines =
        new String(jstat.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .toArray(String[]::new);
    jstat.waitFor();
    int column = List.of(lines[0].split("\\s+", -1)).indexOf("EU");
    return Double.parseDouble(lines[1].split("\\s+", -1)[column]);
  }
}
