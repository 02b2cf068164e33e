package dev.latchkey.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each item has one row, in order of its number, below whatever the file says before. */
final class AssuranceTest {
  @TempDir private Path folder;

  @Test
  void aRowReplacesTheOneBefore() throws IOException {
    Path file = folder.resolve("assurance.md");
    Assurance assurance = new Assurance(file);
    assurance.put(row("10 Mutation", "90 %"));
    assurance.put(row("2 Revocation", "first"));
    assurance.put(row("1 Isolation", "none"));
    Files.writeString(file, "# Head\n\n" + Files.readString(file));
    assurance.put(row("2 Revocation", "second"));
    assertThat(Files.readString(file)).startsWith("# Head\n\n| item |").doesNotContain("first");
    assertThat(Files.readAllLines(file).stream().skip(4).map(line -> line.split(" \\| ", -1)[2]))
        .containsExactly("none", "second", "90 %");
  }

  private static Assurance.Row row(String item, String figure) {
    return new Assurance.Row(item, "a claim", figure, "1 try", 7, "mvn");
  }
}
