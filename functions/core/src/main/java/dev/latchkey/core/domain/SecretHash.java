package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of a secret: {@code SHA-256("latchkey/v1" ‖ key id ‖ secret)}, 32 bytes. All three
 * parts have a fixed length, so no two inputs run together. A secret of 256 random bits needs no
 * slow hash.
 */
public final class SecretHash {
  private static final String DOMAIN = "latchkey/v1";
  private static final MessageDigest SHA_256 = lookUp();

  /**
   * A hash that no secret has, against which an unknown key is compared so that it takes as long as
   * a known one.
   */
  public static final SecretHash NONE = new SecretHash(new byte[32]);

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of a key's secret. */
  public static SecretHash of(KeyId keyId, Secret secret) {
    String hashed = DOMAIN + keyId.value() + secret.reveal();
    return new SecretHash(sha256().digest(hashed.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A hash as it was stored. */
  public static SecretHash ofBytes(byte[] bytes) {
    return new SecretHash(bytes.clone());
  }

  /** Whether both are the same hash; takes as long for a miss as for a match. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** The 32 bytes to store. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** A new digest: a copy, since looking one up costs as much as hashing a key. */
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be copied.", e);
    }
  }

  private static MessageDigest lookUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
