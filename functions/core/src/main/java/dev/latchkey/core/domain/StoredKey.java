package dev.latchkey.core.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key as stored: with its hashes and idempotency data.
 *
 * @param key the key as operators see it
 * @param hash the hash of its secret
 * @param previousHash the hash of the secret before the last rotation, if that had a grace period
 * @param creation the digest of the request that created it, if it had an {@code Idempotency-Key}
 * @param extensions the last extensions with an {@code Idempotency-Key}, latest first, at most
 *     {@value #MAX_EXTENSIONS}
 */
public record StoredKey(
    ApiKey key,
    SecretHash hash,
    @Nullable SecretHash previousHash,
    @Nullable String creation,
    List<IdempotencyKey.Mark> extensions) {
  /** The number of extensions with an {@code Idempotency-Key} that a key remembers. */
  public static final int MAX_EXTENSIONS = 4;

  public StoredKey {
    extensions = List.copyOf(extensions);
  }

  /** Returns the extension with this idempotency key, if the key remembers it. */
  public Optional<IdempotencyKey.Mark> extension(IdempotencyKey idempotencyKey) {
    String scope = idempotencyKey.mark().scope();
    return extensions.stream().filter(mark -> mark.scope().equals(scope)).findFirst();
  }

  /**
   * Returns whether a secret is this key's: the current one, or the previous one within its grace
   * period.
   */
  public boolean accepts(SecretHash candidate, Instant now) {
    return matching(candidate, now) != null;
  }

  /** Returns which secret of this key a secret is; {@code null} if it is none that works. */
  public @Nullable SecretVersion matching(SecretHash candidate, Instant now) {
    boolean present = hash.matches(candidate);
    boolean previous =
        previousHash != null && isPreviousInGrace(now) && previousHash.matches(candidate);
    if (present) {
      return SecretVersion.CURRENT;
    }
    return previous ? SecretVersion.PREVIOUS : null;
  }

  /** Returns until when a previous secret works; {@code null} if none works. */
  public @Nullable Instant pendingUntil(Instant now) {
    return previousHash != null && isPreviousInGrace(now) ? key.previousSecretUntil() : null;
  }

  private boolean isPreviousInGrace(Instant now) {
    Instant until = key.previousSecretUntil();
    return until != null && now.isBefore(until);
  }
}
