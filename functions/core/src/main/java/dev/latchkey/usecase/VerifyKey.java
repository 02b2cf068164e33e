package dev.latchkey.usecase;

import dev.latchkey.key.ApiKey;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiLookup;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStatus;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.KeyText;
import dev.latchkey.key.SecretHash;
import dev.latchkey.usecase.Verification.Accepted;
import dev.latchkey.usecase.Verification.Refusal;
import dev.latchkey.usecase.Verification.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a presented key is good: by its text alone where that is wrong, else by one
 * strongly consistent read.
 */
public final class VerifyKey {
  private final KeyStore keys;
  private final DataApiLookup dataApis;
  private final List<String> prefixes;

  public VerifyKey(KeyStore keys, DataApiLookup dataApis, List<String> prefixes) {
    this.keys = keys;
    this.dataApis = dataApis;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * What comes of a key at an instant.
   *
   * @param text the key as it was sent
   */
  public Verification verify(String text, Instant now) {
    Optional<KeyText> parsed = KeyText.parse(text, prefixes);
    return parsed.isEmpty() ? new Refused(Refusal.MALFORMED, null) : verify(parsed.get(), now);
  }

  private Verification verify(KeyText presented, Instant now) {
    SecretHash hash = SecretHash.of(presented.keyId(), presented.secret());
    KeyLookup lookup = keys.lookup(presented.keyId());
    boolean accepted =
        lookup instanceof KeyLookup.Found found
            ? found.stored().accepts(hash, now)
            : SecretHash.NONE.matches(hash);
    if (!accepted || !(lookup instanceof KeyLookup.Found found)) {
      return new Refused(reasonToRefuse(lookup), presented.keyId());
    }
    ApiKey key = found.stored().key();
    KeyStatus status = key.status(now);
    if (status != KeyStatus.ACTIVE) {
      return new Refused(
          status == KeyStatus.REVOKED ? Refusal.REVOKED : Refusal.EXPIRED, key.keyId());
    }
    Optional<DataApi> dataApi = dataApis.find(key.dataApiId(), found.stored().registration());
    return dataApi.isEmpty()
        ? new Refused(Refusal.DATA_API_GONE, key.keyId())
        : new Accepted(key, dataApi.get());
  }

  private static Refusal reasonToRefuse(KeyLookup lookup) {
    if (lookup instanceof KeyLookup.Unknown) {
      return Refusal.UNKNOWN;
    }
    return lookup instanceof KeyLookup.Deleted ? Refusal.DELETED : Refusal.WRONG_SECRET;
  }
}
