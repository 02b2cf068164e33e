package dev.latchkey.core.domain;

import java.time.Instant;

/**
 * The identity of a notice: there is one for each key, expiration and threshold, and one for each
 * secret.
 *
 * @param keyId the key
 * @param occasion what the notice is for: an expiration and a number of days, or a secret
 */
public record NoticeId(KeyId keyId, String occasion) {

  /**
   * Returns the notice that a key expires.
   *
   * @param days how many days before; 0 when it has expired
   */
  public static NoticeId ofExpiration(KeyId keyId, Instant expiresAt, int days) {
    return new NoticeId(keyId, expiresAt.getEpochSecond() + "#" + days);
  }

  /**
   * Returns the notice that a secret is old.
   *
   * @param since when the key got this secret
   */
  public static NoticeId ofSecret(KeyId keyId, Instant since) {
    return new NoticeId(keyId, "SECRET#" + since.getEpochSecond());
  }

  /** Returns the ID as one text. */
  public String text() {
    return keyId.value() + "#" + occasion;
  }
}
