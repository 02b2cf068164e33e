package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a key was used, in whole seconds. Only allowed requests are use.
 *
 * @param firstUsedAt the first request
 * @param lastUsedAt the last request, with any secret
 * @param previousSecretLastUsedAt the last request with a previous secret; {@code null} if there
 *     was none
 */
public record KeyUsage(
    Instant firstUsedAt, Instant lastUsedAt, @Nullable Instant previousSecretLastUsedAt) {

  /** Returns the usage by a request. */
  public static KeyUsage at(Instant time, SecretVersion secret) {
    return new KeyUsage(time, time, secret == SecretVersion.PREVIOUS ? time : null);
  }

  /** Returns the usage by the requests of both, in whatever order they are known. */
  public KeyUsage and(KeyUsage other) {
    return new KeyUsage(
        firstUsedAt.isBefore(other.firstUsedAt) ? firstUsedAt : other.firstUsedAt,
        lastUsedAt.isAfter(other.lastUsedAt) ? lastUsedAt : other.lastUsedAt,
        later(previousSecretLastUsedAt, other.previousSecretLastUsedAt));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
