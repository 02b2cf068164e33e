package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads keys from the source every time and caches data APIs for a short time. A data API that was
 * not found is not cached.
 */
public final class CachedDataApis implements KeyReader {
  private static final int MOST = 1_000;

  private final KeyReader source;
  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Entry> entries =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedDataApis.Entry> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param life how long a data API stays in the cache
   */
  public CachedDataApis(KeyReader source, Duration life, InstantSource clock) {
    this.source = source;
    this.life = life;
    this.clock = clock;
  }

  @Override
  public LookupResult key(KeyId keyId, Deadline deadline) {
    return source.key(keyId, deadline);
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    Instant now = clock.instant();
    Entry last = entries.get(ref.id());
    if (last != null && last.isFresh(now, life) && last.isOf(ref)) {
      return Optional.of(last.dataApi());
    }
    Optional<DataApi> found = source.dataApi(ref, deadline);
    found.ifPresent(dataApi -> put(ref.id(), new Entry(dataApi, now)));
    return found;
  }

  /** Moves an entry to the end of the eviction order. */
  private void put(String dataApiId, Entry entry) {
    entries.remove(dataApiId);
    entries.put(dataApiId, entry);
  }

  private record Entry(DataApi dataApi, Instant since) {
    boolean isFresh(Instant now, Duration life) {
      return !now.isBefore(since) && now.isBefore(since.plus(life));
    }

    boolean isOf(DataApiRef ref) {
      return dataApi.ref().registration().equals(ref.registration());
    }
  }
}
