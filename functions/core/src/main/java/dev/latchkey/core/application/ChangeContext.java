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
import org.jspecify.annotations.Nullable;

/**
 * One operator's change, passed to the write that stores it. The SDK may repeat a write whose
 * response was lost. The ID identifies such a repeat. Each invocation draws its own ID: an ID that
 * clients could choose would make one request pass for another.
 *
 * @param id the invocation's ID, drawn at random
 * @param by the operator
 * @param moment the time of the change, as precise as the clock; it orders changes within one
 *     second
 * @param revision the revision that the item must have; {@code null} for any
 */
public record ChangeContext(UUID id, Actor by, Instant moment, @Nullable Long revision) {
  private static final int WRITE_ID_BYTES = 16;

  /** A change of any revision. */
  public ChangeContext(UUID id, Actor by, Instant moment) {
    this(id, by, moment, null);
  }

  /** Returns a new change with its own ID. */
  public static ChangeContext draw(RandomGenerator random, Actor by, Instant moment) {
    return new ChangeContext(new UUID(random.nextLong(), random.nextLong()), by, moment);
  }

  /** Returns the same change, refused unless the item has this revision. */
  public ChangeContext ofRevision(long only) {
    return new ChangeContext(id, by, moment, only);
  }

  /** Returns whether an item may have this revision. */
  public boolean allowsRevision(long present) {
    return revision == null || revision == present;
  }

  /**
   * Returns the time of the change, in whole seconds. The write judges a key's state at this
   * instant.
   */
  public Instant at() {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Returns the identity of this change's write: the first 16 bytes of a SHA-256 over ID, kind and
   * actor. Equal bytes mean the same invocation, kind and actor.
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
