package dev.latchkey.core.application;

import dev.latchkey.core.domain.IdempotencyKey;
import dev.latchkey.core.domain.IssuedKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Responses to requests that were carried out before. */
final class IdempotentReplay {
  private IdempotentReplay() {}

  /**
   * The key that an intent created before, without its text; nothing if it created none.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if another request created it, {@code
   *     IDEMPOTENCY_KEY_SPENT} if it was deleted
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
   * A key, if an intent created it.
   *
   * @throws RequestException {@code IDEMPOTENCY_KEY_REUSED} if another request created it
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
   * The refusal of a new key whose ID a deleted one had: chosen by an intent, or else by chance.
   */
  static RequestException spent(@Nullable IdempotencyKey idempotencyKey) {
    return RequestException.of(
        idempotencyKey == null
            ? RequestException.Reason.UNAVAILABLE
            : RequestException.Reason.IDEMPOTENCY_KEY_SPENT);
  }

  /** What is shown of a key that was created before. */
  static IssuedKey shown(StoredKey stored) {
    return new IssuedKey(stored.key(), null);
  }
}
