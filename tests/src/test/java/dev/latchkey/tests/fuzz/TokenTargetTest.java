package dev.latchkey.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Inputs are made of tokens that are taken, else nothing behind a token's first check is reached.
 */
final class TokenTargetTest {
  private final TokenTarget target = new TokenTarget();

  @Test
  void ofEachSampleThatIsSignedTheOperatorIsTaken() {
    assertThat(samples(target, 's')).hasSizeGreaterThan(1).allMatch(this::isTaken);
    assertThat(samples(target, 't')).isNotEmpty().allMatch(this::isTaken);
  }

  @Test
  void aSampleIsGoodInAnotherJvmToo() {
    assertThat(samples(new TokenTarget(), 's')).allMatch(this::isTaken);
    assertThat(samples(new TokenTarget(), 't')).allMatch(this::isTaken);
  }

  @Test
  void whatNobodySignedIsRefused() {
    assertThat(samples(target, 'h')).isNotEmpty().noneMatch(this::isTaken);
    assertThat(samples(target, 'c')).isNotEmpty().noneMatch(this::isTaken);
  }

  private boolean isTaken(String input) {
    return target.operator(input.getBytes(StandardCharsets.UTF_8)).isPresent();
  }

  private static List<String> samples(TokenTarget of, char kind) {
    return of.samples().stream()
        .map(sample -> new String(sample, StandardCharsets.UTF_8))
        .filter(sample -> sample.charAt(0) == kind)
        .distinct()
        .toList();
  }
}
