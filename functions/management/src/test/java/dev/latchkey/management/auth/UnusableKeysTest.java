package dev.latchkey.management.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that unusable keys of a provider verify no token. */
class UnusableKeysTest {
  private final TestOidcProvider provider = new TestOidcProvider();
  private final TokenVerifierFixture verifier = new TokenVerifierFixture(provider.issuer());

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 33, 57})
  void aPointOfAnotherLength(int length) {
    publish(new byte[length]);
    assertThat(verifier.refusal(token().signedBy(Ed25519TestKey.KEY.jwk("odd"))))
        .isEqualTo("signature");
  }

  @Test
  void noPoint() {
    publish(new byte[0]);
    assertThat(verifier.refusal(token().signedBy(Ed25519TestKey.KEY.jwk("odd"))))
        .isEqualTo("signature");
  }

  @Test
  void aPointThatIsNotOnTheCurve() {
    byte[] point = new byte[32];
    Arrays.fill(point, (byte) 0xFF);
    publish(point);
    assertThat(verifier.refusal(token().signedBy(Ed25519TestKey.KEY.jwk("odd"))))
        .isEqualTo("signature");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 65, 1024})
  void aSignatureOfAnotherLength(int length) {
    provider.publish(Ed25519TestKey.KEY.jwk("odd"));
    assertThat(verifier.refusal(token().with(new byte[length]))).isEqualTo("signature");
  }

  private TokenBuilder token() {
    return TokenBuilder.of(provider.issuer()).header("alg", "EdDSA").header("kid", "odd");
  }

  private void publish(byte[] point) {
    String encoded = point.length == 0 ? "" : Base64URL.encode(point).toString();
    provider.publish(
        new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(encoded)).keyID("odd").build());
  }
}
