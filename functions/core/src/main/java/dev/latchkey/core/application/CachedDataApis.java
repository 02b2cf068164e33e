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
 * not found is not cached. One that is out of date is read again together with the next of its keys
 * that is known, by one request.
 */
public final class CachedDataApis implements KeyReader {
  private static final int MOST = 1_000;

  private final KeyReader source;
  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new Bounded<>();

  /** The data API of each key that was read. */
  private final Map<KeyId, String> dataApiIds = new Bounded<>();

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
    Instant now = clock.instant();
    String expected = dataApiIds.get(keyId);
    Entry last = expected == null ? null : entries.get(expected);
    LookupResult result =
        expected == null || last == null || last.isFresh(now)
            ? source.key(keyId, deadline)
            : renew(expected, source.both(keyId, expected, deadline), now);
    if (result instanceof LookupResult.Found found) {
      String dataApiId = found.stored().key().dataApiId();
      if (!dataApiId.equals(expected)) {
        dataApiIds.put(keyId, dataApiId);
      }
    }
    return result;
  }

  private LookupResult renew(String dataApiId, KeyAndDataApi read, Instant now) {
    read.dataApi()
        .ifPresentOrElse(
            dataApi -> put(dataApiId, new Entry(dataApi, now, now.plus(life))),
            () -> entries.remove(dataApiId));
    return read.key();
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    Instant now = clock.instant();
    Entry last = entries.get(ref.id());
    if (last != null && last.isFresh(now) && last.isOf(ref)) {
      return Optional.of(last.dataApi());
    }
    Optional<DataApi> found = source.dataApi(ref, deadline);
    found.ifPresent(dataApi -> put(ref.id(), new Entry(dataApi, now, now.plus(life))));
    return found;
  }

  /** Moves an entry to the end of the eviction order. */
  private void put(String dataApiId, Entry entry) {
    entries.remove(dataApiId);
    entries.put(dataApiId, entry);
  }

  /** A map of the last entries that were added. */
  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > MOST;
    }
  }

  /** A data API, read at an instant, and until when it is up to date. */
  private record Entry(DataApi dataApi, Instant since, Instant until) {
    boolean isFresh(Instant now) {
      return !now.isBefore(since) && now.isBefore(until);
    }

    boolean isOf(DataApiRef ref) {
      return dataApi.ref().registration().equals(ref.registration());
    }
  }
}
