package dev.latchkey.core.memory;

import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.LeaseStore;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.Quota;
import java.util.HashMap;
import java.util.Map;

/** Counts leases in memory. Passes {@link LeaseStoreContract}. */
public final class InMemoryLeases implements LeaseStore {
  private final Map<String, Long> used = new HashMap<>();
  private int writes;

  @Override
  public synchronized Lease take(
      KeyId keyId, Quota.Window window, long calls, long count, long returned, Deadline deadline) {
    writes++;
    String item = keyId.value() + window.name();
    long before = used.getOrDefault(item, 0L);
    boolean isCounted = used.containsKey(item) && before >= returned;
    boolean areLeft = before <= calls - count + returned;
    if (returned == 0 ? used.containsKey(item) && !areLeft : !isCounted || !areLeft) {
      return new Lease(false, before);
    }
    used.put(item, before + count - returned);
    return new Lease(true, before + count - returned);
  }

  /** Returns how many requests of a quota are taken. */
  synchronized long taken(KeyId keyId, Quota.Window window) {
    return used.getOrDefault(keyId.value() + window.name(), 0L);
  }

  /** Returns how many leases were asked for. */
  public synchronized int writes() {
    return writes;
  }
}
