package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.Notice;
import dev.latchkey.core.domain.NoticeId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Stores notices, and finds the keys that they may be about. Failures are as in {@link KeyStore}.
 */
public interface NoticeStore {

  /**
   * Passes on the keys that are neither revoked nor deleted and expire in a period, page by page.
   * Eventually consistent.
   *
   * @param from the earliest expiration
   * @param until the latest expiration
   */
  void forEachExpiring(Instant from, Instant until, Consumer<List<ApiKey>> action);

  /** Returns which of some notices were put. Eventually consistent. */
  Set<NoticeId> existing(Collection<NoticeId> ids);

  /**
   * Puts a notice, unless one with its ID was put before.
   *
   * @param until until when the store remembers it at least
   * @return whether it was put
   */
  boolean put(Notice notice, Instant until);
}
