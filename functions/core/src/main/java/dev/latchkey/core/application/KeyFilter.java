package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What listed keys must have. Each part that is {@code null} selects all.
 *
 * @param labels their domain, owner and tags
 * @param createdBy the name of the operator who created them
 * @param createdBefore the instant before which they were created
 * @param expiresBefore the instant before which they expire
 */
public record KeyFilter(
    LabelFilter labels,
    @Nullable String createdBy,
    @Nullable Instant createdBefore,
    @Nullable Instant expiresBefore) {
  /** Selects all keys. */
  public static final KeyFilter ALL = new KeyFilter(LabelFilter.ALL, null, null, null);

  /** Returns the same filter for keys that were created before an instant. */
  public KeyFilter createdBefore(Instant end) {
    return new KeyFilter(labels, createdBy, end, expiresBefore);
  }

  /** Returns whether a key has all of this. */
  public boolean matches(ApiKey key) {
    return labels.matches(key.dataApi().domain(), key.fields())
        && (createdBy == null || createdBy.equals(key.creation().by().name()))
        && (createdBefore == null || key.creation().at().isBefore(createdBefore))
        && (expiresBefore == null || key.expiresAt().isBefore(expiresBefore));
  }
}
