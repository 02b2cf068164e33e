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
 * @param graceUntil until when the secret before that was promised to work, if a grace was given
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
    @Nullable Instant graceUntil) {

  /** Its state at an instant: revoked before expired before active. */
  public KeyStatus status(Instant now) {
    if (revocation != null) {
      return KeyStatus.REVOKED;
    }
    return now.isBefore(expiresAt) ? KeyStatus.ACTIVE : KeyStatus.EXPIRED;
  }

  /**
   * The end of the previous secret: its grace or the key's own end, whichever is first; nothing
   * without a grace.
   */
  public @Nullable Instant previousSecretUntil() {
    return graceUntil != null && expiresAt.isBefore(graceUntil) ? expiresAt : graceUntil;
  }

  /** The beginning by which people recognize the key. */
  public String hint() {
    return keyId.hint(prefix);
  }
}
