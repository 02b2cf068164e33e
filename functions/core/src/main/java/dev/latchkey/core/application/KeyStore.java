package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.KeyEdit;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.OnPending;
import dev.latchkey.core.domain.Rotation;
import dev.latchkey.core.domain.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where keys are kept. Every change is one conditional write that sees the latest state; reads see
 * every acknowledged change, but for {@link #list} and {@link #anyActive}, which may be behind by a
 * moment. A deleted key is absent for all of them. When the store cannot be reached, or whether a
 * write won cannot be known, each throws a {@link RequestException} with {@link
 * RequestException.Reason#UNAVAILABLE} or {@link RequestException.Reason#THROTTLED}.
 *
 * <p>A write whose change id the key already carries has been made by an earlier try: it is done,
 * and changes nothing.
 */
public interface KeyStore extends ActiveKeys {

  /** The key of an id. */
  Optional<ApiKey> find(KeyId keyId);

  /** The key of an id with its hashes, by one strongly consistent read. */
  LookupResult lookup(KeyId keyId);

  /** Keys, newest first. */
  Page<ApiKey> list(KeyQuery query, Page.Request page);

  /** Keeps a new key, unless there is one with its ID, or what remains of a deleted one. */
  WriteResult<ApiKey, StoredKey> create(StoredKey key, ChangeContext change);

  /**
   * Adds a time to the expiration of an active key, unless that would be later than allowed, or the
   * key remembers an extend in the same intent's scope.
   *
   * @param more whole seconds
   * @param latest the last expiration that the key may have afterwards
   */
  WriteResult<ApiKey, StoredKey> extend(
      KeyId keyId,
      Duration more,
      Instant latest,
      @Nullable IdempotencyKey idempotencyKey,
      ChangeContext change);

  /** Edits a key in any state; one that is given a new end must be active. */
  WriteResult<ApiKey, StoredKey> edit(KeyId keyId, KeyEdit edit, ChangeContext change);

  /**
   * Gives an active key a new secret. With a grace, {@link OnPending#REFUSE} also needs that no
   * previous secret works, and {@link OnPending#DISCARD_NEW} that one does.
   */
  WriteResult<ApiKey, StoredKey> rotate(KeyId keyId, Rotation rotation, ChangeContext change);

  /** Revokes a key that is not revoked, be it active or expired. */
  WriteResult<ApiKey, StoredKey> revoke(KeyId keyId, @Nullable String reason, ChangeContext change);

  /** Deletes a key that is revoked or expired. */
  WriteResult<KeyId, StoredKey> delete(KeyId keyId, ChangeContext change);
}
