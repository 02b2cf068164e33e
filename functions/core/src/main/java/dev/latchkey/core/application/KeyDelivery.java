package dev.latchkey.core.application;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.StoredKey;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the secrets of keys to a vault, so that no person sees them. A secret takes the keys of
 * one data API, which its tag {@code latchkey} names.
 */
final class KeyDelivery {
  private static final String VERSION_OF = "latchkey/delivery/v1";

  private final SecretVault vault;

  KeyDelivery(SecretVault vault) {
    this.vault = vault;
  }

  /**
   * Returns the secret that receives a key, and adds an error if it may not. The error is the same
   * for a secret that does not exist, so that it tells nothing about other secrets.
   *
   * @param secretArn the ARN; {@code null} if the key is to be shown
   * @param parent the JSON Pointer of the object that holds {@code deliver_to}
   */
  Optional<VaultSecret> check(
      @Nullable String secretArn, String dataApiId, String parent, ValidationErrors errors) {
    if (secretArn == null) {
      return Optional.empty();
    }
    Optional<VaultSecret> secret = vault.find(secretArn);
    if (secret.filter(found -> takes(found, secretArn, dataApiId)).isEmpty()) {
      errors.add(
          parent + "/deliver_to/secret_arn",
          "must be the whole ARN of a secret of this account and Region whose tag latchkey is "
              + dataApiId);
    }
    return secret;
  }

  private static boolean takes(VaultSecret secret, String arn, String dataApiId) {
    return secret.arn().equals(arn) && dataApiId.equals(secret.dataApiId()) && !secret.isDeleted();
  }

  /**
   * Delivers a key that was just created or rotated, if that was wanted, and returns it without its
   * text.
   *
   * @throws RequestException {@code NOT_DELIVERED} if it is not known that the vault has it
   */
  IssuedKey deliver(IssuedKey issued) {
    ApiKey key = issued.key();
    KeyText text = issued.text();
    String secretArn = key.deliveredTo();
    if (text == null || secretArn == null) {
      return issued;
    }
    try {
      vault.put(
          secretArn,
          versionOf(text.hash()),
          SecretVault.Label.CURRENT,
          new DeliveredKey(text, key.dataApiId(), key.expiresAt()));
    } catch (RuntimeException e) {
      throw RequestException.notDelivered(key.keyId(), e);
    }
    return new IssuedKey(key, null);
  }

  /**
   * Returns the response for a key that an earlier request created: without its text. A key that
   * was rotated since has another secret, so its first delivery no longer matters.
   *
   * @param target the secret that this request names
   * @throws RequestException {@code NOT_DELIVERED} unless the secret has the version that the
   *     earlier request delivered
   */
  IssuedKey replayed(StoredKey stored, Optional<VaultSecret> target) {
    ApiKey key = stored.key();
    boolean isAwaited = key.deliveredTo() != null && key.rotatedAt() == null;
    if (isAwaited
        && target
            .filter(secret -> secret.versions().containsKey(versionOf(stored.hash())))
            .isEmpty()) {
      throw RequestException.notDelivered(key.keyId(), null);
    }
    return IdempotentReplay.shown(stored);
  }

  /**
   * Returns the ID of the version with a secret. It follows from the hash, and does not tell it.
   */
  private static String versionOf(SecretHash hash) {
    MessageDigest sha256 = SecretHash.sha256();
    sha256.update(VERSION_OF.getBytes(US_ASCII));
    return HexFormat.of().formatHex(sha256.digest(hash.toBytes()));
  }
}
