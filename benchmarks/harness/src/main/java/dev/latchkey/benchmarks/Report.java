package dev.latchkey.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The results as Markdown. */
final class Report {
  private final Results results;
  private final String machine;
  private final int rounds;

  Report(Results results, String machine, int rounds) {
    this.results = results;
    this.machine = machine;
    this.rounds = rounds;
  }

  String markdown() {
    return """
        # Results

        %s, %d rounds, the contenders in turn in each round. Medians.

        %s

        ## Goals

        | what | ratio of | measured | goal | reached |
        |---|---|---|---|---|
        %s
        """
        .formatted(
            machine,
            rounds,
            table(),
            Goal.ALL.stream().map(goal -> goal.row(results)).collect(Collectors.joining("\n")));
  }

  private String table() {
    List<Figure> measured =
        Arrays.stream(Figure.values())
            .filter(
                figure ->
                    results.contenders().stream()
                        .anyMatch(name -> results.median(name, figure).isPresent()))
            .toList();
    String head =
        measured.stream().map(Figure::title).collect(Collectors.joining(" | ", "| | ", " |"));
    String rule = "|---".repeat(measured.size() + 1) + "|";
    String rows =
        results.contenders().stream()
            .map(name -> row(name, measured))
            .collect(Collectors.joining("\n"));
    return head + "\n" + rule + "\n" + rows;
  }

  private String row(String contender, List<Figure> figures) {
    return figures.stream()
        .map(figure -> cell(results.median(contender, figure)))
        .collect(Collectors.joining(" | ", "| " + contender + " | ", " |"));
  }

  private static String cell(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double number = value.getAsDouble();
    return String.format(
        Locale.ROOT, number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number);
  }
}
