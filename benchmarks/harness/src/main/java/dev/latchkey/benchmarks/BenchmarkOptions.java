package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param rounds how often each contender starts for each figure
 * @param warmCalls warm calls in each round
 * @param project the project's root
 * @param java25 a JDK 25, if there is one
 * @param only the contenders to run; empty for all
 * @param growth whether the calls of the service run, in a growing table, and no function
 * @param mostKeys the largest table to measure
 */
record BenchmarkOptions(
    int rounds,
    int warmCalls,
    Path project,
    @Nullable Path java25,
    List<String> only,
    boolean growth,
    long mostKeys) {

  static BenchmarkOptions parse(String[] arguments) {
    int rounds = 5;
    int warmCalls = 10_000;
    Path project = Path.of("").toAbsolutePath();
    Path java25 = null;
    List<String> only = List.of();
    boolean growth = false;
    long mostKeys = 1_000_000;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> {
          rounds = 5;
          warmCalls = 1_000;
        }
        case "--growth" -> growth = true;
        case "--keys" -> mostKeys = Long.parseLong(arguments[++i]);
        case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
        case "--project" -> project = Path.of(arguments[++i]);
        case "--java25" -> java25 = Path.of(arguments[++i], "bin", "java");
        case "--only" -> only = List.of(arguments[++i].split(";", -1));
        default -> throw new IllegalArgumentException("Unknown option: " + arguments[i]);
      }
    }
    return new BenchmarkOptions(rounds, warmCalls, project, java25, only, growth, mostKeys);
  }

  Path results() {
    return project.resolve("benchmarks/results");
  }
}
