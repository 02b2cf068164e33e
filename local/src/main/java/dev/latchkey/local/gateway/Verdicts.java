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
final class Verdicts {
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

  Verdicts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Key(String authorizer, List<String> identity) {}

  private record Cached(Verdict verdict, long stored) {}

  synchronized @Nullable Verdict find(Authorizer authorizer, List<String> identity) {
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

  synchronized void keep(Authorizer authorizer, List<String> identity, Verdict verdict) {
    if (authorizer.cacheSeconds() > 0) {
      entries.put(new Key(authorizer.name(), identity), new Cached(verdict, nanoTime.getAsLong()));
    }
  }
}
