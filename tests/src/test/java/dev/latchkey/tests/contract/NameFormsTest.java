package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.testing.Seed;
import dev.latchkey.tests.Project;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract and the console accept the same domains and IDs of data APIs as the code. */
class NameFormsTest {
  private static final String[] PIECES = {"a", "z", "A", "0", "9", "-", "_", ".", " ", "é", "\n"};

  /**
   * A form that three sides state.
   *
   * @param schema the contract's schema
   * @param file the console's script
   * @param constant the script's regular expression
   * @param code the code's rule
   */
  private record Form(String schema, String file, String constant, Predicate<String> code) {
    Pattern contract() {
      return Pattern.compile(
          OpenApi.contract().at("/components/schemas/" + schema + "/pattern").node().asText());
    }

    Pattern console() {
      Matcher source =
          Pattern.compile("const " + constant + " = /(.*)/;").matcher(Project.read(file));
      assertThat(source.find()).as("%s in %s", constant, file).isTrue();
      return Pattern.compile(source.group(1));
    }

    @Override
    public String toString() {
      return schema;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form("Domain", "console/app/register-data-api.js", "DOMAIN", DataApi::isDomain),
        new Form(
            "DataApiId", "console/app/deleted-history.js", "DATA_API_ID", DataApi::isDataApiId));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theThreeSidesAgree(Form form) {
    long seed = Seed.of(NameFormsTest.class);
    Random random = new Random(seed);
    Pattern contract = form.contract();
    Pattern console = form.console();
    int accepted = 0;
    for (int round = 0; round < 50_000; round++) {
      String text = text(random);
      boolean expected = form.code().test(text);
      accepted += expected ? 1 : 0;
      assertThat(matches(contract, text))
          .as("seed %d, contract: %s", seed, text)
          .isEqualTo(expected);
      assertThat(matches(console, text)).as("seed %d, console: %s", seed, text).isEqualTo(expected);
    }
    assertThat(accepted).as("accepted, seed %d", seed).isBetween(1_000, 49_000);
  }

  /** Either short and of any pieces, or of allowed ones and about as long as it may be. */
  private static String text(Random random) {
    if (random.nextBoolean()) {
      return "a".repeat(random.nextInt(60, 67));
    }
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(5); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /**
   * Java's {@code $} also matches before a last line break; JSON Schema's and a browser's do not.
   */
  private static boolean matches(Pattern pattern, String text) {
    return !text.endsWith("\n") && pattern.matcher(text).find();
  }
}
