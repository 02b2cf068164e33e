package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it: everything but its secret. All times are in whole seconds.
 *
 * @param keyId its public ID
 * @param dataApi the data API, in the registration, that its app may call
 * @param fields the fields that operators set, see {@link KeyFields}
 * @param prefix the prefix of its text
 * @param creation when and by whom it was created
 * @param expiresAt the first instant at which it is expired
 * @param revocation its revocation, if it was revoked
 * @param rotatedAt when it last got a new secret, if ever
 * @param previousSecretUntil the first instant at which the secret before that stops working, fixed
 *     by the rotation: the earlier of its grace and the key's expiration then; {@code null} if none
 *     was given
 * @param version how often it was changed
 */
public record ApiKey(
    KeyId keyId,
    DataApiRef dataApi,
    FieldValues fields,
    String prefix,
    Creation creation,
    Instant expiresAt,
    @Nullable Revocation revocation,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousSecretUntil,
    Version version) {

  /** A key that was just created. */
  public static ApiKey created(
      KeyId keyId,
      DataApiRef dataApi,
      FieldValues fields,
      String prefix,
      Creation creation,
      Instant expiresAt) {
    return new ApiKey(
        keyId,
        dataApi,
        fields,
        prefix,
        creation,
        expiresAt,
        null,
        null,
        null,
        Version.first(creation.at()));
  }

  /** The ID of its data API. */
  public String dataApiId() {
    return dataApi.id();
  }

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
