package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as operators see it: without its secret. All times are in whole seconds.
 *
 * @param keyId its public ID
 * @param dataApi the registration of the data API that its app may call
 * @param fields the fields that operators set, see {@link KeyFields}
 * @param prefix the prefix of its text
 * @param creation when and by whom it was created
 * @param expiresAt the first instant at which it is expired
 * @param suspension its suspension, if it is suspended
 * @param revocation its revocation, if it was revoked
 * @param rotatedAt when it was last rotated; {@code null} if never
 * @param previousSecretUntil the first instant at which the previous secret stops working, set by
 *     the rotation: the end of the grace period or the key's expiration at that time, whichever is
 *     earlier; {@code null} without a grace period
 * @param deliveredTo the secret of a vault that its current secret is delivered to; {@code null} if
 *     it was shown or made by the client
 * @param version its version
 */
public record ApiKey(
    KeyId keyId,
    DataApiRef dataApi,
    FieldValues fields,
    String prefix,
    Creation creation,
    Instant expiresAt,
    @Nullable Suspension suspension,
    @Nullable Revocation revocation,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousSecretUntil,
    @Nullable String deliveredTo,
    Version version) {

  /** Returns a new key whose secret is delivered to no vault. */
  public static ApiKey created(
      KeyId keyId,
      DataApiRef dataApi,
      FieldValues fields,
      String prefix,
      Creation creation,
      Instant expiresAt) {
    return created(keyId, dataApi, fields, prefix, creation, expiresAt, null);
  }

  /** Returns a new key. */
  public static ApiKey created(
      KeyId keyId,
      DataApiRef dataApi,
      FieldValues fields,
      String prefix,
      Creation creation,
      Instant expiresAt,
      @Nullable String deliveredTo) {
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
        null,
        deliveredTo,
        Version.first(creation.at()));
  }

  /** Returns the ID of its data API. */
  public String dataApiId() {
    return dataApi.id();
  }

  /** Returns its state at an instant: the first that applies of revoked, expired, suspended. */
  public KeyStatus status(Instant now) {
    if (revocation != null) {
      return KeyStatus.REVOKED;
    }
    if (!now.isBefore(expiresAt)) {
      return KeyStatus.EXPIRED;
    }
    return suspension == null ? KeyStatus.ACTIVE : KeyStatus.SUSPENDED;
  }

  /** Returns when it got its secret. */
  public Instant secretSince() {
    return rotatedAt == null ? creation.at() : rotatedAt;
  }

  /** Returns the beginning of the key's text, by which people recognize it. */
  public String hint() {
    return keyId.hint(prefix);
  }
}
