package dev.latchkey.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key with what is kept of it beside what operators see.
 *
 * @param key what operators see
 * @param hash the hash of its secret
 * @param previousHash the hash of the secret before the last rotation, if that was given a grace
 * @param creation the digest of the request that made it, if that carried an {@code
 *     Idempotency-Key}
 * @param lastExtension the last extend, if that carried an {@code Idempotency-Key}
 */
public record StoredKey(
    ApiKey key,
    SecretHash hash,
    @Nullable SecretHash previousHash,
    @Nullable String creation,
    @Nullable Intent lastExtension) {

  /**
   * Whether a presented secret is this key's: the present one, or the previous one within its
   * grace.
   */
  public boolean accepts(SecretHash presented, Instant now) {
    boolean present = hash.matches(presented);
    boolean previous =
        previousHash != null && isPreviousInGrace(now) && previousHash.matches(presented);
    return present || previous;
  }

  /** Until when a previous secret works; {@code null} if none works any more. */
  public @Nullable Instant pendingUntil(Instant now) {
    return previousHash != null && isPreviousInGrace(now) ? key.previousSecretUntil() : null;
  }

  private boolean isPreviousInGrace(Instant now) {
    Instant until = key.previousSecretUntil();
    return until != null && now.isBefore(until);
  }
}
