package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.Figure.Group;
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
        %s, %d rounds, the contenders in turn in each round. Medians.

        %s

        ### Warming up

        The first hundred requests of an environment, one right after the other, in milliseconds. Medians.

        After a start:

        %s

        After a restore:

        %s

        ### Memory sizes

        In milliseconds, at the share of a processor that Lambda gives to that much memory. The first response, then the mean of later
        requests with 25 ms between them.

        %s

        ### The console's first page

        The functions that it needs one after the other: the page itself, the operators' authorizer, the operator, the first page of keys.
        In milliseconds from the start or the restore to the first response, at the processor share of a memory size. A cold function
        initializes at full speed, as on Lambda.

        %s

        ### Goals

        | what | ratio of | measured | goal | reached |
        |---|---|---|---|---|
        %s
        """
        .formatted(
            machine,
            rounds,
            table(Group.MAIN),
            table(Group.AFTER_START),
            table(Group.AFTER_RESTORE),
            table(Group.MEMORY),
            table(Group.CONSOLE),
            Goal.ALL.stream().map(goal -> goal.row(results)).collect(Collectors.joining("\n")));
  }

  /** The figures that decide a choice: a restore, a cold start and a warm request. */
  String summary() {
    return """
        | the authorizer | Latchkey | baseline | faster |
        |---|---|---|---|
        %s%s%s\
        """
        .formatted(
            comparison(
                "restored from a snapshot, to its first response", ", JDK 25", Figure.RESTORE_MS),
            comparison("cold start, to its first response", "", Figure.COLD_MS),
            comparison("warm request, median", "", Figure.P50_MS));
  }

  /** A row; nothing if one of the two was not measured. */
  private String comparison(String title, String jdk, Figure figure) {
    OptionalDouble ours = results.median("latchkey" + jdk, figure);
    OptionalDouble theirs = results.median("baseline" + jdk, figure);
    if (ours.isEmpty() || theirs.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s ms | %s ms | %.1f × |\n",
        title,
        cell(ours),
        cell(theirs),
        theirs.getAsDouble() / ours.getAsDouble());
  }

  /** A table of the figures of a group, of the contenders of which some were measured. */
  private String table(Group group) {
    List<Figure> measured =
        Arrays.stream(Figure.values())
            .filter(figure -> figure.group() == group)
            .filter(
                figure ->
                    results.contenders().stream()
                        .anyMatch(name -> results.median(name, figure).isPresent()))
            .toList();
    if (measured.isEmpty()) {
      return "Not measured on this machine.";
    }
    String head =
        measured.stream().map(Figure::title).collect(Collectors.joining(" | ", "| | ", " |"));
    String rule = "|---".repeat(measured.size() + 1) + "|";
    String rows =
        results.contenders().stream()
            .filter(name -> measured.stream().anyMatch(it -> results.median(name, it).isPresent()))
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
