package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Explains why a change of a key was refused. */
final class KeyStateCheck {
  private KeyStateCheck() {}

  /** Returns the key, else throws if it is missing or does not have the required revision. */
  static StoredKey require(Optional<StoredKey> found, ChangeContext change) {
    StoredKey stored =
        found.orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    requireRevision(stored.key(), change);
    return stored;
  }

  /** Throws if a key does not have the revision that a change requires. */
  static void requireRevision(ApiKey key, ChangeContext change) {
    if (!change.allowsRevision(key.version().revision())) {
      throw RequestException.of(RequestException.Reason.KEY_CHANGED);
    }
  }

  /**
   * Returns the key if it is live, active or suspended, else throws the reason why it is not. Also
   * throws as {@link #require} does.
   */
  static StoredKey requireLive(Optional<StoredKey> found, ChangeContext change) {
    StoredKey stored = require(found, change);
    switch (stored.key().status(change.at())) {
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
  static ChangedKey doneOrLive(WriteResult<ApiKey, StoredKey> result, ChangeContext change) {
    if (result instanceof WriteResult.Done<ApiKey, StoredKey> done) {
      return new ChangedKey(done.value(), true);
    }
    Optional<StoredKey> found = ((WriteResult.Refused<ApiKey, StoredKey>) result).found();
    return new ChangedKey(requireLive(found, change).key(), false);
  }
}
