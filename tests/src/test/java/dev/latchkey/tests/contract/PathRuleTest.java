package dev.latchkey.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.core.domain.ApiRequest;
import dev.latchkey.core.domain.RoutePath;
import dev.latchkey.testing.Seed;
import dev.latchkey.tests.Project;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rule for a route's path in the contract and in the console is the code's. */
final class PathRuleTest {
  private static final Pattern CONSOLE =
      Pattern.compile("^const PATH = /(.+)/i;$", Pattern.MULTILINE);
  private static final String[] PIECES = {
    "/", "/", "/", "/*", ".", "..", ";", "%3b", "%3B", "%2e", "%2F", "%5c", "%", "%25", "%zz", "\\",
    "a", "Orders", "*", "?", "$", "{", ":", "@", "(42)", "'", " ", "ä", "\n", "#", "~", "!", "&",
    "="
  };

  @Test
  void theConsoleTakesWhatTheCodeTakes() {
    Matcher source = CONSOLE.matcher(Project.read("console/app/routes.js"));
    assertThat(source.find()).isTrue();
    Pattern console = Pattern.compile(source.group(1), Pattern.CASE_INSENSITIVE);
    drawn(
        path ->
            assertThat(!path.isEmpty() && matches(console, path))
                .isEqualTo(RoutePath.problem(path) == null));
  }

  @Test
  void theContractTakesWhatTheCodeTakesAndAmbiguousPathsOfTheSameCharacters() {
    Pattern contract =
        Pattern.compile(
            OpenApi.contract().at("/components/schemas/RoutePath/pattern").node().asText());
    drawn(
        path -> {
          boolean ambiguous = new ApiRequest("a", "s", "GET", path).hasAmbiguousPath();
          boolean takes = !path.isEmpty() && matches(contract, path) && !ambiguous;
          assertThat(takes).isEqualTo(RoutePath.problem(path) == null);
        });
  }

  /**
   * Java's {@code $} also matches before a last line break; JSON Schema's and a browser's do not.
   */
  private static boolean matches(Pattern pattern, String path) {
    return !path.endsWith("\n") && pattern.matcher(path).find();
  }

  private static void drawn(Consumer<String> check) {
    long seed = Seed.of(PathRuleTest.class);
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      StringBuilder path = new StringBuilder();
      for (int left = random.nextInt(7); left > 0; left--) {
        path.append(PIECES[random.nextInt(PIECES.length)]);
      }
      try {
        check.accept(path.toString());
      } catch (AssertionError e) {
        throw new AssertionError("seed %d, round %d: %s".formatted(seed, round, path), e);
      }
    }
  }
}
