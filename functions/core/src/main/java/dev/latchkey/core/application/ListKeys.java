package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.KeyUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists keys, with their usage or without. */
public final class ListKeys {
  private final KeyStore keys;
  private final UsageStore usage;

  public ListKeys(KeyStore keys, UsageStore usage) {
    this.keys = keys;
    this.usage = usage;
  }

  /**
   * Selects keys to list.
   *
   * @param query the keys, and their order
   * @param unusedSince only keys that were created before this instant, and of which no use at this
   *     instant or later is recorded; {@code null} for all
   * @param includesUsage whether to read their usage
   */
  public record Command(KeyQuery query, @Nullable Instant unusedSince, boolean includesUsage) {}

  /**
   * A listed key.
   *
   * @param usage when it was used; {@code null} if no use is recorded, or it was not asked for
   */
  public record Listed(ApiKey key, @Nullable KeyUsage usage) {}

  /**
   * Returns a page of keys. Eventually consistent. A page of unused keys may be short or empty and
   * still not be the last.
   */
  public Page<Listed> list(Command command, Page.Request request) {
    Instant since = command.unusedSince();
    KeyQuery query = command.query();
    Page<ApiKey> page =
        keys.list(since == null ? query : query.with(query.filter().createdBefore(since)), request);
    Map<KeyId, KeyUsage> used =
        since == null && !command.includesUsage()
            ? Map.of()
            : usage.find(page.items().stream().map(ApiKey::keyId).toList());
    List<Listed> listed =
        page.items().stream()
            .map(key -> new Listed(key, used.get(key.keyId())))
            .filter(each -> since == null || isUnusedSince(since, each.usage()))
            .toList();
    return new Page<>(listed, page.next());
  }

  private static boolean isUnusedSince(Instant since, @Nullable KeyUsage usage) {
    return usage == null || usage.lastUsedAt().isBefore(since);
  }
}
