package dev.latchkey.core.application;

import java.util.Optional;

/**
 * A vault of secrets, which apps read: AWS Secrets Manager. A secret has versions, and labels name
 * its current and its pending one. If the vault does not respond, or refuses for a reason that is
 * none of the secret's, each method throws a {@link RequestException} with {@link
 * RequestException.Reason#UNAVAILABLE}. No exception contains a value.
 */
public interface SecretVault {
  /** A label of a version. */
  enum Label {
    /** The version that apps read. */
    CURRENT,
    /** The version that a rotation prepares. */
    PENDING
  }

  /**
   * Returns a secret without its value; empty if it does not exist or this service may not use it.
   */
  Optional<VaultSecret> find(String secretArn);

  /**
   * Returns the key in a version of a secret; empty if there is none, or if its value is not a key.
   */
  Optional<DeliveredKey> read(String secretArn, String versionId);

  /**
   * Stores a key in a new version of a secret, and moves a label there. Repeating it changes
   * nothing.
   *
   * @param versionId the ID of the new version, 32 to 64 characters
   */
  void put(String secretArn, String versionId, Label label, DeliveredKey key);

  /** Moves the label of the current version to another version. */
  void promote(VaultSecret secret, String versionId);
}
