package dev.latchkey.usecase;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Data APIs that were found a short while ago; absence is never remembered. */
public final class RememberedDataApis implements DataApiLookup {
  private static final int MOST = 1_000;

  private final DataApiLookup source;
  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Remembered> remembered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param source where they are found
   * @param life how long each is remembered
   */
  public RememberedDataApis(DataApiLookup source, Duration life, InstantSource clock) {
    this.source = source;
    this.life = life;
    this.clock = clock;
  }

  @Override
  public Optional<DataApi> find(String dataApiId) {
    Instant now = clock.instant();
    Remembered last = remembered.get(dataApiId);
    if (last != null && last.isFresh(now, life)) {
      return Optional.of(last.dataApi());
    }
    remembered.remove(dataApiId);
    Optional<DataApi> found = source.find(dataApiId);
    found.ifPresent(dataApi -> remembered.put(dataApiId, new Remembered(dataApi, now)));
    return found;
  }

  /** What was found before is of no use to a key of another registration: it is read again. */
  @Override
  public Optional<DataApi> find(String dataApiId, String registration) {
    Remembered last = remembered.get(dataApiId);
    if (last != null && !last.dataApi().registration().equals(registration)) {
      remembered.remove(dataApiId);
    }
    return DataApiLookup.super.find(dataApiId, registration);
  }

  private record Remembered(DataApi dataApi, Instant since) {
    boolean isFresh(Instant now, Duration life) {
      return !now.isBefore(since) && now.isBefore(since.plus(life));
    }
  }
}
