package dev.latchkey.core.application;

import dev.latchkey.core.domain.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Why a change that only an active key allows was refused. */
final class KeyStateCheck {
  private KeyStateCheck() {}

  /** The key that a change was refused for; it is active. */
  static StoredKey requireActive(Optional<StoredKey> found, Instant now) {
    StoredKey stored =
        found.orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    switch (stored.key().status(now)) {
      case REVOKED -> throw RequestException.of(RequestException.Reason.KEY_REVOKED);
      case EXPIRED -> throw RequestException.of(RequestException.Reason.KEY_EXPIRED);
      case ACTIVE -> {
        return stored;
      }
    }
    throw new AssertionError("A key is in one of three states.");
  }
}
