package dev.latchkey.core.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/** A deterministic byte stream from a seed: the blocks {@code SHA-256(seed ‖ counter)}. */
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
