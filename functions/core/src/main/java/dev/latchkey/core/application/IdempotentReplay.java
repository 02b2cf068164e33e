package dev.latchkey.core.application;

import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the result of an earlier request with the same idempotency key. */
final class IdempotentReplay {
  private IdempotentReplay() {}

  /**
   * Returns the key that an earlier request with this idempotency key created; empty if there is
   * none.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if a request with a different body
   *     created it, {@code IDEMPOTENCY_KEY_SPENT} if it was deleted
   */
  static Optional<StoredKey> find(@Nullable IdempotencyKey idempotencyKey, KeyStore keys) {
    if (idempotencyKey == null) {
      return Optional.empty();
    }
    LookupResult lookup = keys.lookup(idempotencyKey.keyId());
    if (lookup instanceof LookupResult.Deleted) {
      throw spent(idempotencyKey);
    }
    return lookup instanceof LookupResult.Found found
        ? of(idempotencyKey, found.stored())
        : Optional.empty();
  }

  /**
   * Returns a key if a request with this idempotency key created it, else empty.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if a request with a different body
   *     created it
   */
  static Optional<StoredKey> of(@Nullable IdempotencyKey idempotencyKey, StoredKey found) {
    if (idempotencyKey == null) {
      return Optional.empty();
    }
    if (!idempotencyKey.request().equals(found.creation())) {
      throw RequestException.of(RequestException.Reason.IDEMPOTENCY_KEY_REUSED);
    }
    return Optional.of(found);
  }

  /**
   * Returns the refusal of a new key whose ID belonged to a deleted key: derived from the
   * idempotency key, or equal by chance.
   */
  static RequestException spent(@Nullable IdempotencyKey idempotencyKey) {
    return RequestException.of(
        idempotencyKey == null
            ? RequestException.Reason.UNAVAILABLE
            : RequestException.Reason.IDEMPOTENCY_KEY_SPENT);
  }

  /** Returns the response for a key that an earlier request created: without its text. */
  static IssuedKey shown(StoredKey stored) {
    return new IssuedKey(stored.key(), null);
  }
}
