package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores keys. Every change is one conditional write that checks the latest state. Reads see every
 * acknowledged change, except {@link #list} and {@link #anyLive}, which are eventually consistent.
 * A deleted key is absent from all reads. If the store is unreachable, or the result of a write is
 * unknown, each method throws a {@link RequestException} with {@link
 * RequestException.Reason#UNAVAILABLE} or {@link RequestException.Reason#THROTTLED}.
 *
 * <p>A change that requires a revision is refused if the key has another one.
 *
 * <p>A key is live if it is active or suspended: neither revoked nor expired.
 *
 * <p>Writes are idempotent: if the key already carries the change's ID, an earlier attempt
 * succeeded. The write then reports success and changes nothing.
 */
public interface KeyStore extends LiveKeys {

  /** Returns these keys as an operator of some domains sees them; see {@link Stores#within}. */
  KeyStore within(DomainScope scope);

  /** Returns the key with this ID. */
  Optional<ApiKey> find(KeyId keyId);

  /** Returns the key with this ID and its hashes, by one strongly consistent read. */
  LookupResult lookup(KeyId keyId);

  /** Returns keys. Eventually consistent. */
  Page<ApiKey> list(KeyQuery query, Page.Request page);

  /**
   * Returns whether a data API has a live key that lacks a claim. Eventually consistent.
   *
   * @param claims the names of the claims, at least one
   */
  boolean anyLiveWithout(List<String> claims, String dataApiId, Instant now);

  /** Stores a new key, unless its ID belongs to an existing or deleted key. */
  WriteResult<ApiKey, StoredKey> create(StoredKey key, ChangeContext change);

  /**
   * Extends a live key, unless the new expiration is later than allowed or the key remembers an
   * extension with the same idempotency key.
   *
   * @param more the time to add, in whole seconds
   * @param latest the latest expiration allowed
   */
  WriteResult<ApiKey, StoredKey> extend(
      KeyId keyId,
      Duration more,
      Instant latest,
      @Nullable IdempotencyKey idempotencyKey,
      ChangeContext change);

  /**
   * Edits a key in any state, unless the edit is nothing for its values. A new expiration requires
   * that the key is live.
   */
  WriteResult<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, ChangeContext change);

  /**
   * Gives a live key a new secret, unless it is the current one. With a grace period, {@link
   * OnPending#REFUSE} also requires that no previous secret works, and {@link
   * OnPending#DISCARD_NEW} that one does.
   */
  WriteResult<ApiKey, StoredKey> rotate(KeyId keyId, Rotation rotation, ChangeContext change);

  /** Suspends an active key. */
  WriteResult<ApiKey, StoredKey> suspend(
      KeyId keyId, @Nullable String reason, ChangeContext change);

  /** Resumes a suspended key that is neither revoked nor expired. */
  WriteResult<ApiKey, StoredKey> resume(KeyId keyId, ChangeContext change);

  /** Revokes a key that is not revoked, and ends its suspension. */
  WriteResult<ApiKey, StoredKey> revoke(KeyId keyId, @Nullable String reason, ChangeContext change);

  /** Deletes a revoked or expired key. */
  WriteResult<KeyId, StoredKey> delete(KeyId keyId, ChangeContext change);
}
