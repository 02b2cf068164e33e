package dev.latchkey.usecase;

import dev.latchkey.key.Fault;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.StoredKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to requests that were carried out before. */
final class Replays {
  private Replays() {}

  /**
   * The key that an intent made before, without its text.
   *
   * @throws Fault {@code IDEMPOTENCY_KEY_REUSED} if it was made by another request
   */
  static Optional<IssuedKey> of(@Nullable Intent intent, Optional<StoredKey> found) {
    if (intent == null || found.isEmpty()) {
      return Optional.empty();
    }
    if (!intent.request().equals(found.get().creation())) {
      throw Fault.of(Fault.Reason.IDEMPOTENCY_KEY_REUSED);
    }
    return Optional.of(new IssuedKey(found.get().key(), null));
  }
}
