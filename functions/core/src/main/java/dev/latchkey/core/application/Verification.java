package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of a presented key. */
public sealed interface Verification {

  /** The key is good for its data API's routes. */
  record Accepted(ApiKey key, DataApi dataApi) implements Verification {}

  /**
   * The key opens nothing.
   *
   * @param reason why; for the log alone
   * @param keyId the key's id, if the text was well formed
   */
  record Refused(Refusal reason, @Nullable KeyId keyId) implements Verification {}

  /** Why a key opens nothing. */
  enum Refusal {
    MISSING,
    AMBIGUOUS,
    MALFORMED,
    UNKNOWN,
    WRONG_SECRET,
    EXPIRED,
    REVOKED,
    DELETED,
    DATA_API_GONE;

    /** The word that logs and metrics use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
