package dev.latchkey.core.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stored hash of a secret: {@code SHA-256("latchkey/v1" ‖ key id ‖ secret)}, 32 bytes. All
 * three parts have a fixed length, so different inputs never concatenate to the same bytes. A
 * secret of 256 random bits needs no slow hash.
 */
public final class SecretHash {
  private static final String DOMAIN = "latchkey/v1";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final MessageDigest SHA_256 = lookUp();

  /**
   * A hash that matches no secret. An unknown key is compared with it, so that the response takes
   * as long as for a known key.
   */
  public static final SecretHash NONE = new SecretHash(new byte[32]);

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the hash of a key's secret. */
  public static SecretHash of(KeyId keyId, Secret secret) {
    String hashed = DOMAIN + keyId.value() + secret.reveal();
    return new SecretHash(sha256().digest(hashed.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Parses the 64 hexadecimal digits of a hash. Returns empty if they are not well formed. */
  public static Optional<SecretHash> parse(String hex) {
    return HEX.matcher(hex).matches()
        ? Optional.of(new SecretHash(HexFormat.of().parseHex(hex)))
        : Optional.empty();
  }

  /** Returns a stored hash. */
  public static SecretHash ofBytes(byte[] bytes) {
    return new SecretHash(bytes.clone());
  }

  /** Returns whether both hashes are equal, in constant time. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** Returns the 32 bytes to store. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /**
   * Returns a new digest, cloned from a shared one: looking one up would cost as much as hashing a
   * key.
   */
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be cloned.", e);
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
