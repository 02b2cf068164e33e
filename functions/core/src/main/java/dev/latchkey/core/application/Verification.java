package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.SecretVersion;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The result of verifying an API key. */
public sealed interface Verification {

  /**
   * The key is valid for the routes of its data API.
   *
   * @param secret which of the key's secrets the request carried
   */
  record Accepted(ApiKey key, DataApi dataApi, SecretVersion secret) implements Verification {

    /** Returns the key's quota, or the default of its data API; {@code null} without either. */
    public @Nullable Quota quota() {
      return quota(key, dataApi);
    }

    static @Nullable Quota quota(ApiKey key, DataApi dataApi) {
      Quota own = key.fields().get(KeyFields.QUOTA);
      return own == null ? dataApi.fields().get(DataApiFields.QUOTA) : own;
    }
  }

  /**
   * The key is refused.
   *
   * @param reason the reason, for the log only
   * @param keyId the key's ID, if the text was well formed
   */
  record Refused(Refusal reason, @Nullable KeyId keyId) implements Verification {}

  /** The reason why a key is refused. */
  enum Refusal {
    MISSING,
    AMBIGUOUS,
    MALFORMED,
    UNKNOWN,
    WRONG_SECRET,
    EXPIRED,
    REVOKED,
    SUSPENDED,
    DELETED,
    DATA_API_GONE,
    CLAIM_MISSING;

    /** Returns the word that logs and metrics use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
