package dev.latchkey.local.gateway;

import dev.latchkey.local.template.Api.Authorizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The result cache of an API's authorizers, by identity: what is kept is the policy, and it is
 * evaluated again for each request.
 */
public final class AuthorizerResultCache {
  private static final int MOST = 10_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final LongSupplier nanoTime;
  private final Map<Key, Cached> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Cached> eldest) {
          return size() > MOST;
        }
      };

  public AuthorizerResultCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Key(String authorizer, List<String> identity) {}

  private record Cached(AuthorizerResult verdict, long stored) {}

  public synchronized @Nullable AuthorizerResult find(
      Authorizer authorizer, List<String> identity) {
    Key key = new Key(authorizer.name(), identity);
    Cached entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    if (nanoTime.getAsLong() - entry.stored >= authorizer.cacheSeconds() * NANOS_PER_SECOND) {
      entries.remove(key);
      return null;
    }
    return entry.verdict;
  }

  public synchronized void keep(
      Authorizer authorizer, List<String> identity, AuthorizerResult verdict) {
    if (authorizer.cacheSeconds() > 0) {
      entries.put(new Key(authorizer.name(), identity), new Cached(verdict, nanoTime.getAsLong()));
    }
  }
}
