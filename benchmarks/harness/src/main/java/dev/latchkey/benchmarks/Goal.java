package dev.latchkey.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A ratio of two medians of one run, and what it shall be at most.
 *
 * @param title what it is about
 * @param one the contender that is measured
 * @param figure its figure
 * @param other the contender it is measured against
 * @param otherFigure that one's figure
 * @param limit the most that the ratio may be
 */
record Goal(
    String title, String one, Figure figure, String other, Figure otherFigure, double limit) {

  /** The goals of this project. */
  static final List<Goal> ALL =
      List.of(
          of("cold, zip", "latchkey", Figure.COLD_MS, "baseline", 0.30),
          of("cold, image with AOT cache", "latchkey, AOT", Figure.COLD_MS, "floor, AOT", 2.3),
          of(
              "cold, image with AOT cache",
              "latchkey, AOT",
              Figure.COLD_MS,
              "baseline, JDK 25",
              0.25),
          of(
              "restore → first response",
              "latchkey, JDK 25",
              Figure.RESTORE_MS,
              "baseline, JDK 25",
              0.040),
          of("cold, image with AOT cache", "latchkey, AOT", Figure.COLD_MS, "Node.js", 1.2),
          new Goal(
              "requests 6–100: after a restore, compared with after a start",
              "latchkey, JDK 25",
              Figure.RESTORED_6_100,
              "Go",
              Figure.STARTED_6_100,
              1.5),
          of("warm p50", "latchkey, JDK 25", Figure.P50_MS, "Go", 1.1),
          of("first response at 512 MB", "latchkey", Figure.THROTTLED_FIRST_MS, "baseline", 0.01),
          of("warm p50", "latchkey", Figure.P50_MS, "lower bound", 2.0),
          of("warm p50", "latchkey", Figure.P50_MS, "baseline", 0.75),
          of("warm p99", "latchkey", Figure.P99_MS, "baseline", 1.0),
          of("allocated per call", "latchkey", Figure.ALLOCATED_KB, "baseline", 0.5),
          of("classes loaded", "latchkey", Figure.CLASSES, "baseline", 0.5),
          of("package", "latchkey", Figure.PACKAGE_MB, "baseline", 0.55),
          page("GetMe"),
          page("ListKeys"),
          page(ConsolePage.SUM),
          new Goal(
              "garbage key p50 compared with an accepted one",
              "latchkey",
              Figure.GARBAGE_HTTP_P50_MS,
              "latchkey",
              Figure.P50_MS,
              0.25));

  private static Goal page(String request) {
    return new Goal(
        "console, restored compared with cold, 1,024 MB",
        request,
        Figure.CONSOLE_RESTORED_MS,
        request,
        Figure.CONSOLE_COLD_MS,
        0.25);
  }

  private static Goal of(String title, String one, Figure figure, String other, double limit) {
    return new Goal(title, one, figure, other, figure, limit);
  }

  /** A row of a Markdown table: the ratio beside its goal. */
  String row(Results results) {
    OptionalDouble mine = results.median(one, figure);
    OptionalDouble theirs = results.median(other, otherFigure);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return "| %s | %s ÷ %s | not measured | ≤ %.3f | |".formatted(title, one, other, limit);
    }
    double ratio = mine.getAsDouble() / theirs.getAsDouble();
    return String.format(
        Locale.ROOT,
        "| %s | %s ÷ %s | %.3f | ≤ %.3f | %s |",
        title,
        one,
        other,
        ratio,
        limit,
        ratio <= limit ? "yes" : "no");
  }
}
