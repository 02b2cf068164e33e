package dev.latchkey.core.memory;

import dev.latchkey.core.application.NoticeStore;
import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores notices in memory. */
public final class InMemoryNoticeStore implements NoticeStore {
  private final Map<NoticeId, Instant> notices = new ConcurrentHashMap<>();
  private final Supplier<Stream<ApiKey>> keys;

  /**
   * @param keys the keys that exist
   */
  public InMemoryNoticeStore(Supplier<Stream<ApiKey>> keys) {
    this.keys = keys;
  }

  @Override
  public void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action) {
    action.accept(
        keys.get()
            .filter(key -> key.revocation() == null)
            .filter(key -> !key.expiresAt().isBefore(from) && !key.expiresAt().isAfter(until))
            .toList());
  }

  @Override
  public Set<NoticeId> existing(Collection<NoticeId> ids) {
    return ids.stream().filter(notices::containsKey).collect(Collectors.toSet());
  }

  @Override
  public boolean put(Notice notice, Instant until) {
    return notices.putIfAbsent(notice.id(), until) == null;
  }

  /** Forgets the notices that TTL may delete at an instant. */
  public void sweep(Instant now) {
    notices.values().removeIf(until -> !until.isAfter(now));
  }
}
