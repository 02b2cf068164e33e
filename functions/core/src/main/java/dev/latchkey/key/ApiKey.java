package dev.latchkey.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it: everything but its secret. All times are in whole seconds.
 *
 * @param keyId its public id
 * @param dataApiId the data API whose routes it opens
 * @param name what operators call it
 * @param description more about it, if given
 * @param prefix the prefix of its text
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param expiresAt the first instant at which it is expired
 * @param revocation its revocation, if it was revoked
 * @param rotatedAt when it last got a new secret, if ever
 * @param previousSecretUntil the first instant at which the secret before that stops working, fixed
 *     by the rotation: the earlier of its grace and the key's expiration then; {@code null} if none
 *     was given
 */
public record ApiKey(
    KeyId keyId,
    String dataApiId,
    String name,
    @Nullable String description,
    String prefix,
    Instant createdAt,
    Actor createdBy,
    Instant expiresAt,
    @Nullable Revocation revocation,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousSecretUntil) {

  /** Its state at an instant: revoked before expired before active. */
  public KeyStatus status(Instant now) {
    if (revocation != null) {
      return KeyStatus.REVOKED;
    }
    return now.isBefore(expiresAt) ? KeyStatus.ACTIVE : KeyStatus.EXPIRED;
  }

  /** The beginning by which people recognize the key. */
  public String hint() {
    return keyId.hint(prefix);
  }
}
