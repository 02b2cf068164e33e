package dev.latchkey.tests.attack;

import dev.latchkey.tests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A file that ends in the table of what attacks came to, one row an item, by their numbers. */
final class Assurance {
  private static final String HEAD =
      "| item | what holds | figure | size | seed | date | command |";
  private static final String RULE = "|---|---|---|---|---|---|---|";

  private final Path file;

  Assurance(Path file) {
    this.file = file;
  }

  /**
   * @param item the number and name of what was attacked
   * @param claim what the attack tried to break
   * @param figure what came out
   * @param command what repeats it
   */
  record Row(String item, String claim, String figure, String size, long seed, String command) {
    private String line(LocalDate date) {
      return "| "
          + String.join(
              " | ",
              item,
              claim,
              figure,
              size,
              Long.toString(seed),
              date.toString(),
              "`" + command + "`")
          + " |";
    }
  }

  /** The project's own, for runs at full size, or the one that only this build sees. */
  static Assurance file(boolean full) {
    return new Assurance(Project.path(full ? "docs/assurance.md" : "tests/target/assurance.md"));
  }

  /** Adds a row, in place of the one that its item had. */
  synchronized void put(Row row) {
    try {
      List<String> lines =
          new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of(HEAD, RULE));
      lines.removeIf(line -> line.startsWith("| " + row.item() + " |"));
      int place = lines.indexOf(RULE) + 1;
      while (place < lines.size() && number(lines.get(place)) <= number("| " + row.item())) {
        place++;
      }
      lines.add(place, row.line(LocalDate.now(ZoneOffset.UTC)));
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String line) {
    String digits = line.replaceFirst("^\\| ([0-9]+).*$", "$1");
    return digits.equals(line) ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
