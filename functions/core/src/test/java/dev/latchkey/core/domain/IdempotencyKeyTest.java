package dev.latchkey.core.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The digests and the ID were computed with Python's hashlib. */
class IdempotencyKeyTest {
  private static final byte[] BODY = "{\"name\":\"x\"}".getBytes(UTF_8);
  private static final IdempotencyKey IDEMPOTENCY_KEY =
      idempotencyKey("ada", "POST /v1/keys", "0123456789abcdef");

  @Test
  void isTheDigestsThatPythonComputes() {
    assertThat(IDEMPOTENCY_KEY)
        .isEqualTo(
            new IdempotencyKey(
                "7858c1fbfe6a7bf6a2bffb1d3512a7275df865b57f324bb4039690ebe3fc4050",
                "9b139d1963bea3825d373516e1ef7128"));
  }

  @Test
  void derivesTheSameKeyIdEachTime() {
    assertThat(IDEMPOTENCY_KEY.keyId()).isEqualTo(new KeyId("SAR8m6l2GhtQDsbF"));
  }

  @Test
  void derivesTheSameKeyIdEvenIfManyBytesAreDiscarded() {
    assertThat(idempotencyKey("ada", "POST /v1/keys", "0000000000000054").keyId())
        .isEqualTo(new KeyId("i3dxRtW8Jh8OeqJA"));
  }

  @Test
  void isAnotherOneForAnotherOperatorCallOrHeader() {
    assertThat(IDEMPOTENCY_KEY.scope())
        .isNotEqualTo(idempotencyKey("bob", "POST /v1/keys", "0123456789abcdef").scope())
        .isNotEqualTo(idempotencyKey("ada", "POST /v1/data-apis", "0123456789abcdef").scope())
        .isNotEqualTo(idempotencyKey("ada", "POST /v1/keys", "0123456789abcdeg").scope());
  }

  @Test
  void letsNoPartRunIntoTheNext() {
    assertThat(idempotencyKey("ad", "aPOST", "k").scope())
        .isNotEqualTo(idempotencyKey("ada", "POST", "k").scope());
  }

  private static IdempotencyKey idempotencyKey(String operator, String operation, String header) {
    return IdempotencyKey.of(operator, operation, header, BODY);
  }
}
