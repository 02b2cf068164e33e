package dev.latchkey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForgedTokensTest {
  private static final TestProvider PROVIDER = new TestProvider();
  private static final TestProvider ATTACKER = new TestProvider();
  private static final Map<String, String> FORGERIES =
      Forgeries.of(PROVIDER.issuer(), ATTACKER.issuer() + "/keys");
  private static final Verifier VERIFIER = new Verifier(PROVIDER.issuer());

  @BeforeAll
  static void theTokenBehindThemAllIsAccepted() throws Exception {
    assertThat(VERIFIER.accept(Draft.of(PROVIDER.issuer()).signed()).actor().name())
        .isEqualTo("Erin");
  }

  @AfterAll
  static void theAttackersServerWasNeverAsked() {
    assertThat(ATTACKER.requests).hasValue(0);
    PROVIDER.close();
    ATTACKER.close();
  }

  static Stream<Arguments> forgeries() {
    return FORGERIES.entrySet().stream()
        .map(forgery -> Arguments.of(forgery.getKey(), forgery.getValue()));
  }

  @Test
  void thereAreMoreThan250() {
    assertThat(FORGERIES).hasSizeGreaterThan(250);
  }

  @Test
  void everyCheckRefusesSome() {
    assertThat(FORGERIES.values().stream().map(VERIFIER::refusalOf).distinct())
        .containsExactlyInAnyOrder(
            "missing",
            "malformed",
            "too_long",
            "algorithm",
            "type",
            "issuer",
            "unknown_key",
            "signature",
            "audience",
            "expired",
            "not_yet_valid",
            "not_yet_issued",
            "token_use",
            "subject");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void noneIsAccepted(String name, String authorization) {
    assertThat(VERIFIER.refusalOf(authorization)).as(name).isNotEqualTo("unavailable");
  }
}
