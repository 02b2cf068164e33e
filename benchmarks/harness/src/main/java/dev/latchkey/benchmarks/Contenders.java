package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Contender.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part: each Java package in the zip's layout on this JDK and, where there is one, on JDK
 * 25, and the programs in Go and Node.js that {@code benchmarks/run} could build.
 */
final class Contenders {
  private static final List<Entrant> ENTRANTS =
      List.of(
          new Entrant(
              "floor", "benchmarks/contenders/floor", "dev.latchkey.benchmarks.floor.FloorHandler"),
          new Entrant(
              "lower bound",
              "benchmarks/contenders/lower-bound",
              "dev.latchkey.benchmarks.lowerbound.LowerBoundHandler"),
          new Entrant(
              "latchkey",
              "functions/authorizer",
              "dev.latchkey.authorizer.handlers.AuthorizeKeyHandler"),
          new Entrant(
              "baseline",
              "benchmarks/contenders/baseline",
              "dev.latchkey.benchmarks.baseline.BaselineHandler"));

  private record Entrant(String name, String module, String handler) {}

  private Contenders() {}

  static List<Contender> all(BenchmarkOptions options) {
    List<Contender> all = new ArrayList<>();
    Path java17 = Path.of(System.getProperty("java.home"), "bin", "java");
    for (Entrant each : ENTRANTS) {
      Path folder = options.project().resolve(each.module()).resolve("target/function");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      Contender zip =
          new Contender(
              each.name(), folder, each.handler(), java17, Layout.ZIP, Contender.LAMBDA_FLAGS);
      all.add(zip);
      if (options.java25() != null) {
        all.add(
            new Contender(
                each.name() + ", JDK 25",
                folder,
                each.handler(),
                options.java25(),
                Layout.ZIP,
                Contender.LAMBDA_FLAGS));
      }
    }
    program(all, options, "Go", "go", "target/function/bootstrap", List.of());
    program(all, options, "Node.js", "node", "/usr/bin/env", List.of("node", "runtime.mjs"));
    return all.stream()
        .filter(each -> options.only().isEmpty() || options.only().contains(each.name()))
        .toList();
  }

  private static void program(
      List<Contender> all,
      BenchmarkOptions options,
      String name,
      String module,
      String command,
      List<String> arguments) {
    Path home = options.project().resolve("benchmarks/contenders").resolve(module);
    Path folder = home.resolve("target/function");
    if (Files.isDirectory(folder)) {
      all.add(
          new Contender(
              name, folder, "bootstrap", home.resolve(command), Layout.PROGRAM, arguments));
    }
  }
}
