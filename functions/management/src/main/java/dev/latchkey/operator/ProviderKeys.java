package dev.latchkey.operator;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's keys as last fetched. They are fetched anew when they are old, and for a key that is
 * not among them, but politely; while the provider is out, those that are known go on.
 */
final class ProviderKeys {
  private static final Duration OLD = Duration.ofHours(1);
  private static final Duration BETWEEN_TRIES_FOR_OLD = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES_FOR_UNKNOWN = Duration.ofSeconds(5);

  private final KeySource source;
  private final InstantSource clock;
  private final FetchObserver observer;
  private @Nullable JWKSet known;
  private Instant fetchedAt = Instant.MIN;
  private @Nullable Instant triedAt;
  private @Nullable IOException lastFailure;

  ProviderKeys(KeySource source, InstantSource clock, FetchObserver observer) {
    this.source = source;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * The keys that may have made a signature; none if the provider has no such key.
   *
   * @throws ProviderUnavailableException if no such key is known and the last try to fetch failed
   */
  synchronized List<JWK> matching(JWSHeader header) throws ProviderUnavailableException {
    Instant now = clock.instant();
    if (known != null && fetchedAt.plus(OLD).isBefore(now)) {
      fetchUnlessTried(now, BETWEEN_TRIES_FOR_OLD);
    }
    List<JWK> keys = select(header);
    if (keys.isEmpty()) {
      fetchUnlessTried(now, BETWEEN_TRIES_FOR_UNKNOWN);
      keys = select(header);
    }
    if (keys.isEmpty() && lastFailure != null) {
      throw new ProviderUnavailableException(lastFailure);
    }
    return keys;
  }

  private List<JWK> select(JWSHeader header) {
    return known == null
        ? List.of()
        : new JWKSelector(JWKMatcher.forJWSHeader(header)).select(known);
  }

  private void fetchUnlessTried(Instant now, Duration pause) {
    if (triedAt != null && now.isBefore(triedAt.plus(pause))) {
      return;
    }
    triedAt = now;
    try {
      PublishedKeys published = source.fetch();
      known = published.usable();
      fetchedAt = now;
      lastFailure = null;
      if (!published.ignored().isEmpty()) {
        observer.ignored(published.ignored());
      }
    } catch (IOException e) {
      lastFailure = e;
      observer.failed(e);
    }
  }
}
