package dev.latchkey.core.application;

import dev.latchkey.core.domain.Actor;
import dev.latchkey.core.domain.EventKind;
import dev.latchkey.core.domain.SecretHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One act of one operator, carried by the write that it leads to. The ID tells a write that the SDK
 * repeats after the first had won from another one. Each invocation draws its own: an ID that a
 * client could choose would let one request pass for another.
 *
 * @param id the invocation's ID, drawn at random
 * @param by who
 * @param moment when, as exactly as the clock tells; it orders what is made within one second
 */
public record ChangeContext(UUID id, Actor by, Instant moment) {
  private static final int WRITE_ID_BYTES = 16;

  /** A new change, with an ID of its own. */
  public static ChangeContext draw(RandomGenerator random, Actor by, Instant moment) {
    return new ChangeContext(new UUID(random.nextLong(), random.nextLong()), by, moment);
  }

  /** When, in whole seconds; the instant by which the write judges a key's state. */
  public Instant at() {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The identity of this change's write: the first 16 bytes of a SHA-256 over ID, kind and actor.
   * Equal bytes mean the same invocation, the same kind and the same actor.
   */
  public byte[] writeId(EventKind kind) {
    MessageDigest sha256 = SecretHash.sha256();
    sha256.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
    sha256.update((kind.word() + '\n' + by.subject()).getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(), WRITE_ID_BYTES);
  }
}
