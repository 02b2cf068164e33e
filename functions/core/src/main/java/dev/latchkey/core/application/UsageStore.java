package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.UsageDay;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores when keys were used, and how often. It knows neither keys nor their domains: ask for a key
 * only if it exists for the caller. If the store is unreachable, each method throws a {@link
 * RequestException} with {@link RequestException.Reason#UNAVAILABLE} or {@link
 * RequestException.Reason#THROTTLED}.
 */
public interface UsageStore {

  /** The number of days for which requests are counted. */
  int DAYS = 90;

  /** The number of days for which the last use is kept. */
  int TOTAL_DAYS = 400;

  /** Adds the requests of a batch, unless the store knows the batch. */
  void add(UsageBatch batch);

  /** Returns the usage of those keys that were used. */
  Map<KeyId, KeyUsage> find(Collection<KeyId> keyIds);

  /** Returns the usage of a key and its days from a date on, newest first. */
  Report report(KeyId keyId, LocalDate from);

  /** Returns how many requests of a key's quota are taken in a period. */
  long taken(KeyId keyId, Quota.Window window);

  /**
   * The usage of a key.
   *
   * @param days the days with requests, newest first
   */
  record Report(Optional<KeyUsage> usage, List<UsageDay> days) {
    public Report {
      days = List.copyOf(days);
    }
  }
}
