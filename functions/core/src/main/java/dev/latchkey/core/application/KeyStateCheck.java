package dev.latchkey.core.application;

import dev.latchkey.core.domain.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Explains why a change that requires an active key was refused. */
final class KeyStateCheck {
  private KeyStateCheck() {}

  /** Returns the key if it is active, else throws the reason why it is not. */
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
    throw new AssertionError("A key has one of three states.");
  }
}
