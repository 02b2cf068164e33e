package dev.latchkey.core.memory;

import dev.latchkey.core.application.UsageBatch;
import dev.latchkey.core.application.UsageStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import dev.latchkey.core.domain.Quota;
import dev.latchkey.core.domain.UsageDay;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Stores usage in memory. Nothing expires. */
public final class InMemoryUsageStore implements UsageStore {
  private final Set<String> batches = new HashSet<>();
  private final Map<KeyId, KeyUsage> totals = new HashMap<>();
  private final Map<KeyId, TreeMap<LocalDate, UsageDay>> days = new HashMap<>();

  private final InMemoryLeases leases;

  InMemoryUsageStore(InMemoryLeases leases) {
    this.leases = leases;
  }

  @Override
  public synchronized void add(UsageBatch batch) {
    if (!batches.add(batch.id())) {
      return;
    }
    for (UsageBatch.OfKey ofKey : batch.byKey().values()) {
      KeyUsage usage = ofKey.usage();
      if (usage != null) {
        totals.merge(ofKey.keyId(), usage, KeyUsage::and);
      }
      TreeMap<LocalDate, UsageDay> known =
          days.computeIfAbsent(ofKey.keyId(), keyId -> new TreeMap<>());
      ofKey.days().forEach((date, day) -> known.merge(date, day, UsageDay::and));
    }
  }

  @Override
  public synchronized Map<KeyId, KeyUsage> find(Collection<KeyId> keyIds) {
    Map<KeyId, KeyUsage> found = new HashMap<>(totals);
    found.keySet().retainAll(keyIds);
    return found;
  }

  @Override
  public synchronized Report report(KeyId keyId, LocalDate from) {
    return new Report(
        Optional.ofNullable(totals.get(keyId)),
        List.copyOf(
            days.getOrDefault(keyId, new TreeMap<>())
                .tailMap(from, true)
                .descendingMap()
                .values()));
  }

  @Override
  public long taken(KeyId keyId, Quota.Window window) {
    return leases.taken(keyId, window);
  }
}
