package dev.latchkey.core.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice about a key, with what its reader needs to act.
 *
 * @param id its identity
 * @param kind its kind
 * @param days the threshold: the days before the expiration, or the age of the secret; 0 if the key
 *     has expired
 * @param at when it was put
 * @param domain the key's domain
 * @param label the key's data API, name and hint
 * @param owner the key's owner, if it has one
 * @param expiresAt the key's expiration
 * @param secretSince when the key got its secret
 * @param lastUsedAt the last request that was allowed with the key; {@code null} if none is known
 */
public record Notice(
    NoticeId id,
    NoticeKind kind,
    int days,
    Instant at,
    String domain,
    KeyLabel label,
    @Nullable String owner,
    Instant expiresAt,
    Instant secretSince,
    @Nullable Instant lastUsedAt) {

  /** Returns the notice about a key that is due. */
  public static Notice of(
      NoticeSchedule.Due due, ApiKey key, Instant at, @Nullable Instant lastUsedAt) {
    return new Notice(
        due.id(),
        due.kind(),
        due.days(),
        at,
        key.dataApi().domain(),
        KeyLabel.of(key),
        key.fields().get(KeyFields.OWNER),
        key.expiresAt(),
        key.secretSince(),
        lastUsedAt);
  }
}
