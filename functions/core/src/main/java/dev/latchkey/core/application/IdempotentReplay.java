package dev.latchkey.core.application;

import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.KeyId;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Finds the result of an earlier request with the same idempotency key. */
final class IdempotentReplay {
  private IdempotentReplay() {}

  /**
   * Returns the key that an earlier request with this idempotency key created; empty if there is
   * none, or if the client made the ID and the key with it is another one or was deleted.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if a request with a different body
   *     created it, {@code IDEMPOTENCY_KEY_SPENT} if it was deleted
   */
  static Optional<StoredKey> find(NewKey wanted, KeyStore keys) {
    KeyId keyId = wanted.keyId();
    if (wanted.idempotencyKey() == null || keyId == null) {
      return Optional.empty();
    }
    LookupResult lookup = keys.lookup(keyId);
    if (lookup instanceof LookupResult.Deleted && wanted.clientMade() == null) {
      throw taken(wanted);
    }
    return lookup instanceof LookupResult.Found found
        ? of(wanted, found.stored())
        : Optional.empty();
  }

  /**
   * Returns a key if a request with this idempotency key created it, else empty.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if a request with a different body
   *     created it
   */
  static Optional<StoredKey> of(NewKey wanted, StoredKey found) {
    IdempotencyKey idempotencyKey = wanted.idempotencyKey();
    if (idempotencyKey == null) {
      return Optional.empty();
    }
    String creation = found.creation();
    if (wanted.creation() != null && wanted.creation().equals(creation)) {
      return Optional.of(found);
    }
    if (wanted.clientMade() == null || (creation != null && idempotencyKey.hasScopeOf(creation))) {
      throw RequestException.of(RequestException.Reason.IDEMPOTENCY_KEY_REUSED);
    }
    return Optional.empty();
  }

  /**
   * Returns the refusal of a new key whose ID belongs to another key, or to a deleted one: the
   * client made it, it is derived from the idempotency key, or it is equal by chance.
   */
  static RequestException taken(NewKey wanted) {
    if (wanted.clientMade() != null) {
      return RequestException.of(RequestException.Reason.KEY_EXISTS);
    }
    return RequestException.of(
        wanted.idempotencyKey() == null
            ? RequestException.Reason.UNAVAILABLE
            : RequestException.Reason.IDEMPOTENCY_KEY_SPENT);
  }

  /** Returns the response for a key that an earlier request created: without its text. */
  static IssuedKey shown(StoredKey stored) {
    return new IssuedKey(stored.key(), null, true);
  }
}
