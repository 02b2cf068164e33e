package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that unusable keys of the provider are ignored and reported, and that the others verify
 * tokens.
 */
class IgnoredKeysTest {
  private static final String GOOD = TestOidcProvider.RSA.toPublicJWK().toJSONString();

  private final TestOidcProvider provider = new TestOidcProvider();
  private final TokenVerifierFixture verifier = new TokenVerifierFixture(provider.issuer());

  @AfterEach
  void close() {
    provider.close();
  }

  private void publish(String... keys) {
    provider.publish("{\"keys\":[" + String.join(",", keys) + "]}");
  }

  private void assertThatTheGoodOneVerifies() throws Exception {
    assertThat(verifier.accept(TokenBuilder.of(provider.issuer()).signed()).actor().name())
        .isEqualTo("Erin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kty':'AKP','alg':'ML-DSA-65','kid':'b','pub':'AA'}       | b: unsupported kty",
        "{'kty':'oct','kid':'b','k':'AAAA'}                         | b: unsupported kty",
        "{'kid':'b','n':'AQAB','e':'AQAB'}                          | b: unsupported kty",
        "{'kty':null}                                               | #2: unsupported kty",
        "{'kty':'OKP','crv':'Bls12381G2','x':'AA','kid':'b'}        | b: malformed OKP key",
        "{'kty':'RSA','kid':'b','use':'enc','e':'AQAB'}             | b: malformed RSA key",
        "{'kty':'EC','crv':'P-256','kid':'b'}                       | b: malformed EC key",
        "{'kty':'EC','crv':'P-256','kid':'b','x':'AQ','y':'AQ'}     | b: malformed EC key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','x5c':['!!']} | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','use':''}     | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','use':'enc','key_ops':['verify']} | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','key_ops':['foo']} | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','exp':'2030'} | b: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB','exp':1e999}  | b: malformed RSA key",
        "{'kty':'RSA','kid':7,'n':'AQAB','e':'AQAB'}                | #2: malformed RSA key",
        "{'kty':'RSA','kid':'b','n':'AQAB','e':'AQAB'} | b: RSA with 17 bits, at least 2048 are required",
        "{'kty':'RSA','kid':'b','kid':'c','n':'AQAB','e':'AQAB'}    | b: duplicate member",
        "{}                                                         | #2: unsupported kty",
        "[]                                                         | #2: not an object",
        "'RSA'                                                      | #2: not an object",
        "null                                                       | #2: not an object",
      })
  void anOddKeyIsNamedWithTheReason(String key, String named) throws Exception {
    publish(GOOD, key.replace('\'', '"'));

    assertThatTheGoodOneVerifies();
    assertThat(verifier.ignored).containsExactly(List.of(named));
    assertThat(verifier.failures).isEmpty();
  }

  @Test
  void itIsNamedOnceForEachFetch() throws Exception {
    publish("{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"b\"}", GOOD, "7");

    for (int minute = 0; minute < 90; minute++) {
      assertThat(
              verifier.accept(
                  TokenBuilder.of(provider.issuer())
                      .claim("exp", TokenBuilder.NOW.getEpochSecond() + 864_000)
                      .signed()))
          .isNotNull();
      verifier.pass(Duration.ofMinutes(1));
    }

    List<String> both = List.of("b: malformed EC key", "#3: not an object");
    assertThat(verifier.ignored).containsExactly(both, both);
  }

  @Test
  void withoutUnusableKeysNothingIsLogged() throws Exception {
    assertThatTheGoodOneVerifies();
    assertThat(verifier.ignored).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2040})
  void aShortRsaKeyVerifiesNothing(int bits) throws Exception {
    RSAKey weak = weak(bits);
    publish(GOOD, weak.toPublicJWK().toJSONString());

    assertThat(
            verifier.refusal(
                TokenBuilder.of(provider.issuer()).header("kid", "weak").signedBy(weak)))
        .isEqualTo("unknown_key");
    assertThat(verifier.ignored)
        .containsOnly(List.of("weak: RSA with " + bits + " bits, at least 2048 are required"));
    assertThatTheGoodOneVerifies();
  }

  @Test
  void zerosAheadOfAShortModulusDoNotMakeItLonger() throws Exception {
    byte[] modulus = new byte[256];
    byte[] weak = weak(1024).getModulus().decode();
    System.arraycopy(weak, 0, modulus, modulus.length - weak.length, weak.length);
    String padded = TokenBuilder.encode(modulus);
    publish(GOOD, "{\"kty\":\"RSA\",\"kid\":\"weak\",\"e\":\"AQAB\",\"n\":\"" + padded + "\"}");

    assertThatTheGoodOneVerifies();
    assertThat(verifier.ignored)
        .containsExactly(List.of("weak: RSA with 1024 bits, at least 2048 are required"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":[]",
        "{\"keys\":[],\"keys\":[]}"
      })
  void whatIsNoKeySetIsAFailure(String text) {
    provider.publish(text);

    assertThat(verifier.refusal(TokenBuilder.of(provider.issuer()).signed()))
        .isEqualTo("unavailable");
    assertThat(verifier.failures).hasSize(1);
  }

  @Test
  void aSetOfOddKeysOnlyHasNoKey() {
    publish("{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"rsa-1\"}");

    assertThat(verifier.refusal(TokenBuilder.of(provider.issuer()).signed()))
        .isEqualTo("unknown_key");
    assertThat(verifier.ignored).containsExactly(List.of("rsa-1: malformed EC key"));
  }

  @Test
  void aSetOfMoreThan64KilobytesIsRead() throws Exception {
    String odd = "{\"kty\":\"RSA\",\"kid\":\"b\",\"x\":\"" + "x".repeat(100_000) + "\"}";
    publish(
        odd, "{\"" + "n".repeat(100_000) + "\":1}", "[".repeat(9_000) + "]".repeat(9_000), GOOD);

    assertThatTheGoodOneVerifies();
    assertThat(verifier.ignored)
        .containsExactly(
            List.of("b: malformed RSA key", "#2: unsupported kty", "#3: not an object"));
  }

  @Test
  void aLongKidIsNotRepeated() throws Exception {
    publish(GOOD, "{\"kty\":\"RSA\",\"kid\":\"" + "k".repeat(65) + "\"}");

    assertThatTheGoodOneVerifies();
    assertThat(verifier.ignored).containsExactly(List.of("#2: malformed RSA key"));
  }

  @ParameterizedTest
  @CsvSource({"encrypt, unknown_key", "'sign', unknown_key", "verify,"})
  void aKeyVerifiesOnlyIfItsOperationsSaySo(String operation, String reason) throws Exception {
    String key = GOOD.substring(0, GOOD.length() - 1);
    publish(key + ",\"key_ops\":[\"" + operation + "\"]}");

    if (reason == null) {
      assertThatTheGoodOneVerifies();
    } else {
      assertThat(verifier.refusal(TokenBuilder.of(provider.issuer()).signed())).isEqualTo(reason);
    }
  }

  private static RSAKey weak(int bits) throws JOSEException {
    return new RSAKeyGenerator(bits, true).keyID("weak").generate();
  }
}
