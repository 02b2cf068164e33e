package dev.latchkey.core.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Identifies one request, so that retries take effect once: an {@code Idempotency-Key} in the scope
 * of an operator and an operation, with a digest of the request's body.
 *
 * @param scope digest of operator, operation and {@code Idempotency-Key}; 64 hexadecimal digits
 * @param request the first half of the body's digest, shortened to save space in the item; 32
 *     hexadecimal digits
 */
public record IdempotencyKey(String scope, String request) {
  private static final int REQUEST_DIGITS = 32;
  private static final int MARK_DIGITS = 12;

  /**
   * Returns the idempotency key of a request.
   *
   * @param operator the operator's subject
   * @param operation the operation's name
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
   * Returns the short form that a key stores for an extension: the first 6 bytes of the scope,
   * which identify a repeat, and the first 6 of the request.
   */
  public Mark mark() {
    return new Mark(scope.substring(0, MARK_DIGITS), request.substring(0, MARK_DIGITS));
  }

  /**
   * The short form of an idempotency key, to save space.
   *
   * @param scope 12 hexadecimal digits
   * @param request 12 hexadecimal digits
   */
  public record Mark(String scope, String request) {}

  /**
   * Returns the ID of the key that a request with this idempotency key creates. It is always the
   * same, so a repeat finds the first request's key.
   */
  public KeyId keyId() {
    return KeyId.draw(new DigestGenerator(scope));
  }

  /**
   * Returns a digest of scope and request, as long as {@link #request}. A key whose ID the client
   * made stores it, since that ID does not identify the scope.
   */
  public String scopeAndRequest() {
    return scope.substring(0, REQUEST_DIGITS / 2) + request.substring(0, REQUEST_DIGITS / 2);
  }

  /** Returns whether a result of {@link #scopeAndRequest} is of the same scope. */
  public boolean hasScopeOf(String scopeAndRequest) {
    return scopeAndRequest.startsWith(scope.substring(0, REQUEST_DIGITS / 2));
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
