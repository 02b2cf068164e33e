package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderOutageTest {
  private static final RSAKey NEXT = TestOidcProvider.rsa("rsa-2");

  private final TestOidcProvider provider = new TestOidcProvider();
  private final TokenVerifierFixture verifier = new TokenVerifierFixture(provider.issuer());

  @AfterEach
  void close() {
    provider.close();
  }

  private TokenBuilder draft() {
    return TokenBuilder.of(provider.issuer())
        .claim("exp", TokenBuilder.NOW.getEpochSecond() + 864_000);
  }

  private String nextToken() {
    return draft().header("kid", "rsa-2").signedBy(NEXT);
  }

  private static RSAKey unnamed(RSAKey key) {
    return new RSAKey.Builder(key).keyID(null).build();
  }

  private void assertAccepted(String token) throws Exception {
    assertThat(verifier.accept(token).actor().subject()).isEqualTo("engineer");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("an error", TestOidcProvider.says(500, "oops")),
        Arguments.of("not found", TestOidcProvider.says(404, "")),
        Arguments.of("garbage", TestOidcProvider.says(200, "<html>")),
        Arguments.of("nothing", TestOidcProvider.says(200, "")),
        Arguments.of("a list", TestOidcProvider.says(200, "[]")),
        Arguments.of("an empty object", TestOidcProvider.says(200, "{}")),
        Arguments.of("another issuer", TestOidcProvider.says(200, "{\"issuer\":\"https://evil\"}")),
        Arguments.of("too much", TestOidcProvider.says(200, " ".repeat(600_000))),
        Arguments.of(
            "a redirect",
            (TestOidcProvider.Behaviour)
                exchange -> {
                  exchange.getResponseHeaders().add("Location", "/realm/elsewhere");
                  exchange.sendResponseHeaders(302, -1);
                }),
        Arguments.of("a hang-up", (TestOidcProvider.Behaviour) exchange -> exchange.close()));
  }

  @Test
  void aClockThatIsSetBackMakesKeysOldInsteadOfNew() throws Exception {
    assertAccepted(draft().signed());
    int fetched = provider.requests.get();
    verifier.pass(Duration.ofHours(-2));

    assertAccepted(draft().claim("iat", 0).signed());

    assertThat(provider.requests.get()).isGreaterThan(fetched);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void withoutKeysItCannotBeKnown(String name, TestOidcProvider.Behaviour failure)
      throws Exception {
    provider.behave(failure);
    assertThat(verifier.refusal(draft().signed())).isEqualTo("unavailable");
    assertThat(verifier.failures).hasSize(1);

    provider.behaveWell();
    verifier.pass(Duration.ofSeconds(5));
    assertAccepted(draft().signed());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void knownKeysOutliveAnOutage(String name, TestOidcProvider.Behaviour failure) throws Exception {
    assertAccepted(draft().signed());
    provider.behave(failure);

    for (int hour = 0; hour < 48; hour += 8) {
      verifier.pass(Duration.ofHours(8));
      assertAccepted(draft().signed());
    }
    assertThat(verifier.refusal(nextToken())).isEqualTo("unavailable");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSlowProviderIsGivenUp(boolean trickles) {
    provider.behave(trickles ? provider.trickles() : provider.hangs());

    TokenVerifierFixture impatient =
        new TokenVerifierFixture(provider.issuer(), Duration.ofMillis(200));

    long start = System.nanoTime();
    assertThat(impatient.refusal(draft().signed())).isEqualTo("unavailable");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aProviderThatIsDownIsUnavailable() throws Exception {
    assertAccepted(draft().signed());
    provider.close();
    verifier.pass(Duration.ofHours(2));

    assertAccepted(draft().signed());
    assertThat(new TokenVerifierFixture(provider.issuer()).refusal(draft().signed()))
        .isEqualTo("unavailable");
  }

  @Test
  void aRotatedKeyIsAcceptedAtOnce() throws Exception {
    assertAccepted(draft().signed());
    provider.publish(TestOidcProvider.RSA, NEXT);
    verifier.pass(Duration.ofSeconds(5));

    assertAccepted(nextToken());
    assertAccepted(draft().signed());
    assertThat(provider.requests).hasValue(4);
  }

  @Test
  void aKeyWithoutNameVerifiesTokensThatNameOne() throws Exception {
    provider.publish(unnamed(TestOidcProvider.RSA));

    assertAccepted(draft().signed());
    assertAccepted(draft().header("kid", "").signed());
    assertThat(verifier.refusal(draft().header("kid", "rsa-1").signedBy(NEXT)))
        .isEqualTo("signature");
  }

  @Test
  void aRotatedKeyWithoutNameIsAcceptedAtOnce() throws Exception {
    provider.publish(unnamed(TestOidcProvider.RSA));
    assertAccepted(draft().signed());
    provider.publish(unnamed(NEXT));
    verifier.pass(Duration.ofSeconds(5));

    assertAccepted(draft().withoutHeader("kid").signedBy(NEXT));
    assertAccepted(nextToken());
    assertThat(provider.requests).hasValue(4);
  }

  @Test
  void aTokenThatNamesAKnownKeyFetchesNothing() throws Exception {
    assertAccepted(draft().signed());
    verifier.pass(Duration.ofSeconds(5));

    assertThat(verifier.refusal(draft().signedBy(NEXT))).isEqualTo("signature");
    assertThat(provider.requests).hasValue(2);
  }

  @Test
  void aWithdrawnKeyIsRefusedWithinAnHour() throws Exception {
    assertAccepted(draft().signed());
    provider.publish(NEXT);
    verifier.pass(Duration.ofHours(1).plusSeconds(1));

    assertThat(verifier.refusal(draft().signed())).isEqualTo("unknown_key");
    assertAccepted(nextToken());
  }

  @Test
  void unknownKeysAreAskedForPolitely() throws Exception {
    assertAccepted(draft().signed());
    for (int i = 0; i < 100; i++) {
      assertThat(verifier.refusal(draft().header("kid", "k" + i).signed()))
          .isEqualTo("unknown_key");
    }
    assertThat(provider.requests).hasValue(2);

    verifier.pass(Duration.ofSeconds(5));
    verifier.refusal(nextToken());
    verifier.refusal(nextToken());
    assertThat(provider.requests).hasValue(4);
  }

  @Test
  void keysAreFetchedOnceAnHour() throws Exception {
    for (int minute = 0; minute < 60; minute++) {
      assertAccepted(draft().signed());
      verifier.pass(Duration.ofMinutes(1));
    }
    assertThat(provider.requests).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example",
        "https://login.example/",
        "https://login.example/tenant/v2.0",
        "http://localhost:3002/latchkey",
        "http://127.0.0.1:1",
        "http://[::1]:1/x"
      })
  void anIssuerIsHttpsOrOfThisMachine(String issuer) {
    assertThat(OidcProvider.isIssuer(issuer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "login.example",
        "http://login.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "https://",
        "https://user@login.example",
        "https://login.example?x",
        "https://login.example#x",
        "https://login example",
        "ftp://localhost",
        "file:///etc/passwd",
        "https:login.example"
      })
  void anythingElseIsNoIssuer(String issuer) {
    assertThat(OidcProvider.isIssuer(issuer)).isFalse();
  }

  @Test
  void onlyAnIssuerOnThisMachineNamesDocumentsOnIt() throws Exception {
    Map<String, String> document = Map.of("jwks_uri", "http://127.0.0.1:9001/2018-06-01/x");

    assertThat(OidcProvider.safe("http://localhost:3002/latchkey", document, "jwks_uri"))
        .hasHost("127.0.0.1");
    for (String uri : List.of("http://127.0.0.1:9001/", "https://localhost/", "https://[::1]:1/")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  OidcProvider.safe("https://login.example", Map.of("jwks_uri", uri), "jwks_uri"));
    }
  }

  @Test
  void keysElsewhereThanOnHttpsAreNotFetched() {
    provider.behave(
        TestOidcProvider.says(
            200,
            "{\"issuer\":\"%s\",\"jwks_uri\":\"http://keys.example/\"}"
                .formatted(provider.issuer())));

    assertThatExceptionOfType(ProviderUnavailableException.class)
        .isThrownBy(() -> verifier.accept(draft().signed()));
    assertThat(verifier.failures.get(0)).hasMessageContaining("https");
  }
}
