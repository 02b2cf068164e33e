package dev.latchkey.core.application;

import dev.latchkey.core.application.Verification.Accepted;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.KeyFields;
import dev.latchkey.core.domain.KeyStatus;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.SecretVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies API keys: malformed keys by their text alone, all others by one strongly consistent
 * read.
 */
public final class VerifyKey {
  private final KeyReader reader;
  private final List<String> prefixes;
  private final LeaseStore store;

  /** Created for the first key with a quota. */
  private @Nullable QuotaLeases leases;

  /**
   * Creates a verifier of keys only. It counts no requests: for a key with a quota, {@link #use} is
   * unavailable.
   *
   * @param prefixes the accepted key prefixes
   */
  public VerifyKey(KeyReader reader, List<String> prefixes) {
    this(
        reader,
        prefixes,
        (keyId, window, calls, count, returned, deadline) -> {
          throw RequestException.of(RequestException.Reason.UNAVAILABLE);
        });
  }

  /**
   * @param prefixes the accepted key prefixes
   * @param store counts the requests of keys with a quota
   */
  public VerifyKey(KeyReader reader, List<String> prefixes, LeaseStore store) {
    this.reader = reader;
    this.prefixes = List.copyOf(prefixes);
    this.store = store;
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

  /**
   * Counts a request that a key allows. Returns {@code null} if the key's quota allows it too, else
   * the first instant at which it can allow another one.
   *
   * @throws RequestException {@code THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL} if that is
   *     unknown
   */
  public @Nullable Instant use(Quota quota, ApiKey key, Instant now, Deadline deadline) {
    QuotaLeases held = leases;
    if (held == null) {
      held = new QuotaLeases(store);
      leases = held;
    }
    return held.use(key.keyId(), quota, now, deadline);
  }

  private Verification verify(KeyText credential, Instant now, Deadline deadline) {
    SecretHash hash = SecretHash.of(credential.keyId(), credential.secret());
    LookupResult lookup = reader.key(credential.keyId(), deadline);
    SecretVersion secret = matching(lookup, hash, now);
    if (secret == null || !(lookup instanceof LookupResult.Found found)) {
      return new Refused(reasonToRefuse(lookup), credential.keyId());
    }
    ApiKey key = found.stored().key();
    Refusal state = reasonToRefuse(key.status(now));
    if (state != null) {
      return new Refused(state, key.keyId());
    }
    Optional<DataApi> dataApi = reader.dataApi(key.dataApi(), deadline);
    if (dataApi.isEmpty()) {
      return new Refused(Refusal.DATA_API_GONE, key.keyId());
    }
    return hasClaims(key, dataApi.get())
        ? new Accepted(key, dataApi.get(), secret)
        : new Refused(Refusal.CLAIM_MISSING, key.keyId());
  }

  /** Returns whether a key has every claim that its data API requires. */
  static boolean hasClaims(ApiKey key, DataApi dataApi) {
    List<String> required = dataApi.requiredClaims();
    Map<String, String> claims = key.fields().get(KeyFields.CLAIMS);
    return required.isEmpty() || (claims != null && claims.keySet().containsAll(required));
  }

  /**
   * Returns which secret of a key a request carried; {@code null} if it is none that works. An
   * unknown key is compared with a hash that matches no secret, so that it takes as long.
   */
  static @Nullable SecretVersion matching(LookupResult lookup, SecretHash hash, Instant now) {
    if (lookup instanceof LookupResult.Found found) {
      return found.stored().matching(hash, now);
    }
    return SecretHash.NONE.matches(hash) ? SecretVersion.CURRENT : null;
  }

  /** Returns why a key in a state is refused; {@code null} if it is active. */
  static @Nullable Refusal reasonToRefuse(KeyStatus status) {
    return switch (status) {
      case REVOKED -> Refusal.REVOKED;
      case EXPIRED -> Refusal.EXPIRED;
      case SUSPENDED -> Refusal.SUSPENDED;
      case ACTIVE -> null;
    };
  }

  /** Returns why a key whose secret does not match is refused. */
  static Refusal reasonToRefuse(LookupResult lookup) {
    if (lookup instanceof LookupResult.Unknown) {
      return Refusal.UNKNOWN;
    }
    return lookup instanceof LookupResult.Deleted ? Refusal.DELETED : Refusal.WRONG_SECRET;
  }
}
