package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Explains why a change that requires a live key, active or suspended, was refused. */
final class KeyStateCheck {
  private KeyStateCheck() {}

  /** Returns the key if it is live, else throws the reason why it is not. */
  static StoredKey requireLive(Optional<StoredKey> found, Instant now) {
    StoredKey stored =
        found.orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    switch (stored.key().status(now)) {
      case REVOKED -> throw RequestException.of(RequestException.Reason.KEY_REVOKED);
      case EXPIRED -> throw RequestException.of(RequestException.Reason.KEY_EXPIRED);
      case SUSPENDED, ACTIVE -> {
        return stored;
      }
    }
    throw new AssertionError("A key has one of four states.");
  }

  /**
   * Returns the changed key, or the unchanged one if it is live, since it then was already in the
   * wanted state. Else throws the reason why it is not live.
   */
  static ApiKey doneOrLive(WriteResult<ApiKey, StoredKey> result, Instant now) {
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return done.value();
    }
    return requireLive(((WriteResult.Refused<ApiKey, StoredKey>) result).found(), now).key();
  }
}
