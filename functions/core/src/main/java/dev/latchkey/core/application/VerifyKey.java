package dev.latchkey.core.application;

import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies API keys: malformed keys by their text alone, all others by one strongly consistent
 * read.
 */
public final class VerifyKey {
  private final KeyReader reader;
  private final List<String> prefixes;

  public VerifyKey(KeyReader reader, List<String> prefixes) {
    this.reader = reader;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * Verifies an API key at an instant.
   *
   * @param text the key as the app sent it
   */
  public Verification verify(String text, Instant now, Deadline deadline) {
    Optional<KeyText> parsed = KeyText.parse(text, prefixes);
    return parsed.isEmpty()
        ? new Refused(Refusal.MALFORMED, null)
        : verify(parsed.get(), now, deadline);
  }

  private Verification verify(KeyText credential, Instant now, Deadline deadline) {
    SecretHash hash = SecretHash.of(credential.keyId(), credential.secret());
    LookupResult lookup = reader.key(credential.keyId(), deadline);
    SecretVersion secret = matching(lookup, hash, now);
    if (secret == null || !(lookup instanceof LookupResult.Found found)) {
      return new Refused(reasonToRefuse(lookup), credential.keyId());
    }
    ApiKey key = found.stored().key();
    KeyStatus status = key.status(now);
    if (status != KeyStatus.ACTIVE) {
      return new Refused(reasonToRefuse(status), key.keyId());
    }
    Optional<DataApi> dataApi = reader.dataApi(key.dataApi(), deadline);
    return dataApi.isEmpty()
        ? new Refused(Refusal.DATA_API_GONE, key.keyId())
        : new Accepted(key, dataApi.get(), secret);
  }

  /** An unknown key is compared with a hash that matches no secret, so that it takes as long. */
  private static @Nullable SecretVersion matching(
      LookupResult lookup, SecretHash hash, Instant now) {
    if (lookup instanceof LookupResult.Found found) {
      return found.stored().matching(hash, now);
    }
    return SecretHash.NONE.matches(hash) ? SecretVersion.CURRENT : null;
  }

  private static Refusal reasonToRefuse(KeyStatus status) {
    return switch (status) {
      case REVOKED -> Refusal.REVOKED;
      case EXPIRED -> Refusal.EXPIRED;
      case SUSPENDED -> Refusal.SUSPENDED;
      case ACTIVE -> throw new IllegalArgumentException("An active key is accepted.");
    };
  }

  private static Refusal reasonToRefuse(LookupResult lookup) {
    if (lookup instanceof LookupResult.Unknown) {
      return Refusal.UNKNOWN;
    }
    return lookup instanceof LookupResult.Deleted ? Refusal.DELETED : Refusal.WRONG_SECRET;
  }
}
