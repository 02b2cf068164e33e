package dev.latchkey.management.auth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.management.json.JsonDocument;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForgedTokensTest {
  private static final TestOidcProvider PROVIDER = new TestOidcProvider();
  private static final TestOidcProvider ATTACKER = new TestOidcProvider();
  private static final Map<String, String> FORGERIES =
      Forgeries.of(PROVIDER.issuer(), ATTACKER.issuer() + "/keys");
  private static final TokenVerifierFixture VERIFIER = new TokenVerifierFixture(PROVIDER.issuer());

  @BeforeAll
  static void theUnchangedTokenIsAccepted() throws Exception {
    assertThat(VERIFIER.accept(TokenBuilder.of(PROVIDER.issuer()).signed()).actor().name())
        .isEqualTo("Erin");
  }

  @AfterAll
  static void theAttackersServerWasNeverAsked() {
    assertThat(ATTACKER.requests).hasValue(0);
    PROVIDER.close();
    ATTACKER.close();
  }

  static Stream<Arguments> forgeries() throws Exception {
    Map<String, String> reasons = reasons();
    return FORGERIES.entrySet().stream()
        .map(
            forgery ->
                Arguments.of(forgery.getKey(), forgery.getValue(), reasons.get(forgery.getKey())));
  }

  @Test
  void thereAreMoreThan250() {
    assertThat(FORGERIES).hasSizeGreaterThan(250);
  }

  @Test
  void eachHasItsReasonAndEachReasonSome() throws Exception {
    assertThat(reasons().keySet()).isEqualTo(FORGERIES.keySet());
    assertThat(reasons().values().stream().distinct())
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
            "bound",
            "subject");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void isRefusedForItsReason(String name, String authorization, String reason) {
    assertThat(VERIFIER.refusalOf(authorization)).as(name).isEqualTo(reason);
  }

  /** Returns the reason for each forgery, by its name. */
  private static Map<String, String> reasons() throws Exception {
    Map<String, String> reasons = new HashMap<>();
    try (InputStream file =
        requireNonNull(ForgedTokensTest.class.getResourceAsStream("forged-tokens.json"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      ((Map<?, ?>) JsonDocument.read(text).root())
          .forEach(
              (reason, names) ->
                  ((List<?>) names).forEach(name -> reasons.put((String) name, (String) reason)));
    }
    return reasons;
  }
}
