package dev.latchkey.core.application;

import dev.latchkey.core.application.KeyHeaders.Credential;
import dev.latchkey.core.application.Verification.Refusal;
import dev.latchkey.core.application.Verification.Refused;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.SecretHash;
import dev.latchkey.core.domain.SecretVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proves that a request carries a secret of a key, in whatever state the key is. */
public final class ProveKey {
  private final KeyStore keys;
  private final List<String> prefixes;

  /**
   * @param prefixes the accepted key prefixes
   */
  public ProveKey(KeyStore keys, List<String> prefixes) {
    this.keys = keys;
    this.prefixes = List.copyOf(prefixes);
  }

  /**
   * A key, and which of its secrets the request carried.
   *
   * @param key the key, which may be suspended, expired or revoked
   */
  public record Proof(ApiKey key, SecretVersion secret) {}

  /**
   * Returns the key of a credential. A malformed key is refused by its text alone, and every other
   * one takes one strongly consistent read.
   *
   * @throws RequestException {@code UNAUTHORIZED} with the reason, for the log only
   */
  public Proof prove(Credential credential, Instant now) {
    if (!(credential instanceof Credential.One one)) {
      throw refused(
          credential instanceof Credential.None ? Refusal.MISSING : Refusal.AMBIGUOUS, null);
    }
    return prove(
        KeyText.parse(one.text(), prefixes).orElseThrow(() -> refused(Refusal.MALFORMED, null)),
        now);
  }

  /**
   * Returns the key of a text, by one strongly consistent read.
   *
   * @throws RequestException {@code UNAUTHORIZED} with the reason, for the log only
   */
  Proof prove(KeyText text, Instant now) {
    SecretHash hash = SecretHash.of(text.keyId(), text.secret());
    LookupResult lookup = keys.lookup(text.keyId());
    SecretVersion secret = VerifyKey.matching(lookup, hash, now);
    if (secret == null || !(lookup instanceof LookupResult.Found found)) {
      throw refused(VerifyKey.reasonToRefuse(lookup), text.keyId());
    }
    return new Proof(found.stored().key(), secret);
  }

  private static RequestException refused(Refusal reason, @Nullable KeyId keyId) {
    return RequestException.unauthorized(new Refused(reason, keyId));
  }
}
