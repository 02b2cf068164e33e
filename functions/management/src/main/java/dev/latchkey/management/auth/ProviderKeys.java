package dev.latchkey.management.auth;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.management.auth.OperatorTokens.FetchObserver;
import dev.latchkey.management.json.JsonDocument;
import dev.latchkey.management.json.MalformedJsonException;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Caches a provider's keys. They are fetched again when they are an hour old, or when a token may
 * be signed with an unknown key, with a minimum time between fetches.
 *
 * <p>Each key of the set is parsed on its own: a key that cannot be used is ignored (RFC 7517,
 * section 5) and does not affect the others.
 */
final class ProviderKeys {
  private static final Duration BETWEEN_TRIES_FOR_OLD = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES_FOR_UNKNOWN = Duration.ofSeconds(5);

  /** The minimum RSA key size for 112 bits of security (NIST SP 800-57). */
  private static final int LEAST_RSA_BITS = 2048;

  private static final Set<String> TYPES = Set.of("RSA", "EC", "OKP");
  private static final int LONGEST_ID = 64;

  private final ProviderCache<JWKSet> sets;

  /** A key cannot be used; the message says why. */
  private static final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableKeyException(String reason) {
      super(reason);
    }
  }

  /**
   * @param source fetches the text of the provider's current key set
   */
  ProviderKeys(ProviderCache.Source<String> source, InstantSource clock, FetchObserver observer) {
    this.sets = new ProviderCache<>(() -> parse(source.fetch(), observer), clock, observer::failed);
  }

  /**
   * Rejects a token unless one of the keys verifies it. The keys are fetched again if none does and
   * the token's {@code kid} names none.
   *
   * @throws TokenRefusedException if none does
   * @throws ProviderUnavailableException if an unknown key may verify it and the last fetch failed
   */
  synchronized void requireSignature(SignedToken token)
      throws TokenRefusedException, ProviderUnavailableException {
    List<JWK> keys = candidates(token.header(), sets.get(BETWEEN_TRIES_FOR_OLD));
    if (!token.isSignedByOneOf(keys) && !isNamed(token.header(), keys)) {
      keys = candidates(token.header(), sets.refetch(BETWEEN_TRIES_FOR_UNKNOWN));
      if (sets.lastFailure() != null) {
        throw new ProviderUnavailableException(sets.lastFailure());
      }
    }
    token.requireSignature(keys);
  }

  private static boolean isNamed(JWSHeader header, List<JWK> keys) {
    return header.getKeyID() != null
        && keys.stream().anyMatch(key -> header.getKeyID().equals(key.getKeyID()));
  }

  /**
   * Returns the keys that may verify a token: first those that it names, then those without name.
   */
  private static List<JWK> candidates(JWSHeader header, Optional<JWKSet> set) {
    JWKMatcher named = JWKMatcher.forJWSHeader(header);
    JWKMatcher unnamed = new JWKMatcher.Builder(named).keyID(null).build();
    List<JWK> keys =
        set.map(JWKSet::getKeys).orElse(List.of()).stream().filter(ProviderKeys::verifies).toList();
    return Stream.concat(
            keys.stream().filter(named::matches),
            keys.stream().filter(key -> key.getKeyID() == null && unnamed.matches(key)))
        .distinct()
        .toList();
  }

  private static boolean verifies(JWK key) {
    return key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
  }

  /**
   * Parses a key set and returns its usable keys.
   *
   * @param observer receives the unusable keys
   * @throws IOException if the text is not a JSON object with one list {@code keys}
   */
  private static JWKSet parse(String text, FetchObserver observer) throws IOException {
    JsonDocument document = document(text);
    if (!(document.root() instanceof Map<?, ?> set)
        || !(set.get("keys") instanceof List<?> keys)
        || document.duplicates().contains("/keys")) {
      throw new IOException("The provider's key set is malformed.");
    }
    List<JWK> usable = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String pointer = "/keys/" + i + "/";
      boolean isDuplicate =
          document.duplicates().stream().anyMatch(member -> member.startsWith(pointer));
      try {
        usable.add(key(keys.get(i), isDuplicate));
      } catch (UnusableKeyException e) {
        ignored.add(name(keys.get(i), i) + ": " + e.getMessage());
      }
    }
    if (!ignored.isEmpty()) {
      observer.ignored(ignored);
    }
    return new JWKSet(usable);
  }

  private static JsonDocument document(String text) throws IOException {
    try {
      return JsonDocument.read(text, HttpFetch.MAX_BYTES);
    } catch (MalformedJsonException e) {
      throw new IOException("The provider's key set is not JSON.", e);
    }
  }

  private static JWK key(Object value, boolean isDuplicate) throws UnusableKeyException {
    if (!(value instanceof Map<?, ?> members)) {
      throw new UnusableKeyException("not an object");
    }
    if (isDuplicate) {
      throw new UnusableKeyException("duplicate member");
    }
    if (!(members.get("kty") instanceof String type) || !TYPES.contains(type)) {
      throw new UnusableKeyException("unsupported kty");
    }
    JWK key = parsed(members);
    int bits =
        key instanceof RSAKey rsa
            ? rsa.getModulus().decodeToBigInteger().bitLength()
            : LEAST_RSA_BITS;
    if (bits < LEAST_RSA_BITS) {
      throw new UnusableKeyException("RSA with " + bits + " bits, at least 2048 are required");
    }
    return key;
  }

  /**
   * Parses a key. The library's message stays out of the log, since it may contain parts of the
   * key.
   */
  private static JWK parsed(Map<?, ?> members) throws UnusableKeyException {
    try {
      return JWK.parse(JsonDocument.plain(members));
    } catch (ParseException | RuntimeException e) {
      throw new UnusableKeyException("malformed " + members.get("kty") + " key");
    }
  }

  private static String name(Object key, int place) {
    return key instanceof Map<?, ?> members
            && members.get("kid") instanceof String id
            && id.length() <= LONGEST_ID
        ? id
        : "#" + (place + 1);
  }
}
