package dev.latchkey.core.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/** A stream of bytes that a seed determines: {@code SHA-256(seed ‖ counter)}, block after block. */
final class DigestGenerator implements RandomGenerator {
  private final byte[] seed;
  private long counter;

  DigestGenerator(String seed) {
    this.seed = seed.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public long nextLong() {
    MessageDigest sha256 = SecretHash.sha256();
    sha256.update(seed);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(counter++).array());
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }
}
