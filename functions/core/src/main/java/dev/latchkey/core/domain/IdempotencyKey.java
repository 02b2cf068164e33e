package dev.latchkey.core.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * One thing that an operator means to happen once, however often the request arrives: an {@code
 * Idempotency-Key} in the scope of operator and call, and the digest of the request's body.
 *
 * @param scope digest of operator, call and {@code Idempotency-Key}; 64 hexadecimal digits
 * @param request the first half of the digest of the body, which is all that items have room for;
 *     32 hexadecimal digits
 */
public record IdempotencyKey(String scope, String request) {
  private static final int REQUEST_DIGITS = 32;
  private static final int MARK_DIGITS = 12;

  /**
   * The idempotency key of a request.
   *
   * @param operator the operator's subject
   * @param operation the kind of request
   * @param value the client's text
   * @param body the body in a canonical form
   */
  public static IdempotencyKey of(String operator, String operation, String value, byte[] body) {
    return new IdempotencyKey(
        digest(
            operator.getBytes(StandardCharsets.UTF_8),
            operation.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.UTF_8)),
        digest(body).substring(0, REQUEST_DIGITS));
  }

  /**
   * What a key remembers of an extend: the first 6 bytes of the scope, by which a repeat is known,
   * and the first 6 of the request.
   */
  public Mark mark() {
    return new Mark(scope.substring(0, MARK_DIGITS), request.substring(0, MARK_DIGITS));
  }

  /**
   * An intent as it is remembered where there is no room for more.
   *
   * @param scope 12 hexadecimal digits
   * @param request 12 hexadecimal digits
   */
  public record Mark(String scope, String request) {}

  /**
   * The id of the key that this intent makes: always the same, so that a repeat finds the first
   * one's.
   */
  public KeyId keyId() {
    return KeyId.draw(new DigestGenerator(scope));
  }

  private static String digest(byte[]... parts) {
    MessageDigest sha256 = SecretHash.sha256();
    for (byte[] part : parts) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      sha256.update(part);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
