package dev.latchkey.usecase;

import dev.latchkey.key.Fault;
import dev.latchkey.key.StoredKey;
import java.time.Instant;
import java.util.Optional;

/** Why a change that only an active key allows was refused. */
final class Refusals {
  private Refusals() {}

  /** The key that a change was refused for; it is active. */
  static StoredKey requireActive(Optional<StoredKey> found, Instant now) {
    StoredKey stored = found.orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    switch (stored.key().status(now)) {
      case REVOKED -> throw Fault.of(Fault.Reason.KEY_REVOKED);
      case EXPIRED -> throw Fault.of(Fault.Reason.KEY_EXPIRED);
      case ACTIVE -> {
        return stored;
      }
    }
    throw new AssertionError("A key is in one of three states.");
  }
}
