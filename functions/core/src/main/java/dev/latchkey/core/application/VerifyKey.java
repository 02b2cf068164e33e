package dev.latchkey.core.application;

import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a presented key is good: by its text alone where that is wrong, else by one
 * strongly consistent read.
 */
public final class VerifyKey {
  private final KeyReader reader;
  private final List<String> prefixes;

  public VerifyKey(KeyReader reader, List<String> prefixes) {
    this.reader = reader;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * What comes of a key at an instant.
   *
   * @param text the key as it was sent
   */
  public Verification verify(String text, Instant now, Deadline deadline) {
    Optional<KeyText> parsed = KeyText.parse(text, prefixes);
    return parsed.isEmpty()
        ? new Refused(Refusal.MALFORMED, null)
        : verify(parsed.get(), now, deadline);
  }

  private Verification verify(KeyText presented, Instant now, Deadline deadline) {
    SecretHash hash = SecretHash.of(presented.keyId(), presented.secret());
    LookupResult lookup = reader.key(presented.keyId(), deadline);
    boolean accepted =
        lookup instanceof LookupResult.Found found
            ? found.stored().accepts(hash, now)
            : SecretHash.NONE.matches(hash);
    if (!accepted || !(lookup instanceof LookupResult.Found found)) {
      return new Refused(reasonToRefuse(lookup), presented.keyId());
    }
    ApiKey key = found.stored().key();
    KeyStatus status = key.status(now);
    if (status != KeyStatus.ACTIVE) {
      return new Refused(
          status == KeyStatus.REVOKED ? Refusal.REVOKED : Refusal.EXPIRED, key.keyId());
    }
    Optional<DataApi> dataApi = reader.dataApi(key.dataApi(), deadline);
    return dataApi.isEmpty()
        ? new Refused(Refusal.DATA_API_GONE, key.keyId())
        : new Accepted(key, dataApi.get());
  }

  private static Refusal reasonToRefuse(LookupResult lookup) {
    if (lookup instanceof LookupResult.Unknown) {
      return Refusal.UNKNOWN;
    }
    return lookup instanceof LookupResult.Deleted ? Refusal.DELETED : Refusal.WRONG_SECRET;
  }
}
