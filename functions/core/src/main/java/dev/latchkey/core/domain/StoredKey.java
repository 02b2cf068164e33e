package dev.latchkey.core.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key with what is kept of it beside what operators see.
 *
 * @param key what operators see
 * @param hash the hash of its secret
 * @param previousHash the hash of the secret before the last rotation, if that was given a grace
 * @param creation the digest of the request that made it, if that carried an {@code
 *     Idempotency-Key}
 * @param extensions the last extends that carried an {@code Idempotency-Key}, the latest first, at
 *     most {@value #MAX_EXTENSIONS}
 */
public record StoredKey(
    ApiKey key,
    SecretHash hash,
    @Nullable SecretHash previousHash,
    @Nullable String creation,
    List<IdempotencyKey.Mark> extensions) {
  /** How many extends with an {@code Idempotency-Key} a key remembers. */
  public static final int MAX_EXTENSIONS = 4;

  public StoredKey {
    extensions = List.copyOf(extensions);
  }

  /** The extend in an intent's scope, if it is remembered. */
  public Optional<IdempotencyKey.Mark> extension(IdempotencyKey idempotencyKey) {
    String scope = idempotencyKey.mark().scope();
    return extensions.stream().filter(mark -> mark.scope().equals(scope)).findFirst();
  }

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
