package dev.latchkey.management.http;

import dev.latchkey.core.domain.ClientMadeKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.SecretHash;
import org.jspecify.annotations.Nullable;

/** Reads the ID of a key, and the hash of its secret, that a client made. */
final class ClientMadeFields {
  private static final String KEY_ID = "key_id";
  private static final String SECRET_HASH = "secret_hash";

  private ClientMadeFields() {}

  /** Returns ID and hash; {@code null} if both are absent, or if there is an error. */
  static @Nullable ClientMadeKey read(ObjectReader fields) {
    String keyId = fields.text(KEY_ID, KeyId::problem);
    SecretHash hash = hash(fields);
    if (fields.has(KEY_ID) != fields.has(SECRET_HASH)) {
      String missing = fields.has(KEY_ID) ? SECRET_HASH : KEY_ID;
      String given = fields.has(KEY_ID) ? KEY_ID : SECRET_HASH;
      fields.refuse(missing, "is required together with " + given);
    }
    return keyId == null || hash == null ? null : new ClientMadeKey(new KeyId(keyId), hash);
  }

  /** Returns the hash; {@code null} if it is absent or there is an error. */
  static @Nullable SecretHash hash(ObjectReader fields) {
    String hex = fields.text(SECRET_HASH, ClientMadeFields::hashProblem);
    return hex == null ? null : SecretHash.parse(hex).orElseThrow();
  }

  private static @Nullable String hashProblem(String text) {
    return SecretHash.parse(text).isPresent() ? null : "must be 64 digits 0-9 and a-f";
  }
}
