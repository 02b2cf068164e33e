package dev.latchkey.usecase;

import dev.latchkey.key.Fault;
import dev.latchkey.key.Intent;
import dev.latchkey.key.IssuedKey;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyStore;
import dev.latchkey.key.StoredKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Responses to requests that were carried out before. */
final class Replays {
  private Replays() {}

  /**
   * The key that an intent created before, without its text; nothing if it created none.
   *
   * @throws Fault {@code IDEMPOTENCY_KEY_REUSED} if another request created it, {@code
   *     IDEMPOTENCY_KEY_SPENT} if it was deleted
   */
  static Optional<StoredKey> find(@Nullable Intent intent, KeyStore keys) {
    if (intent == null) {
      return Optional.empty();
    }
    KeyLookup lookup = keys.lookup(intent.keyId());
    if (lookup instanceof KeyLookup.Deleted) {
      throw spent(intent);
    }
    return lookup instanceof KeyLookup.Found found ? of(intent, found.stored()) : Optional.empty();
  }

  /**
   * A key, if an intent created it.
   *
   * @throws Fault {@code IDEMPOTENCY_KEY_REUSED} if another request created it
   */
  static Optional<StoredKey> of(@Nullable Intent intent, StoredKey found) {
    if (intent == null) {
      return Optional.empty();
    }
    if (!intent.request().equals(found.creation())) {
      throw Fault.of(Fault.Reason.IDEMPOTENCY_KEY_REUSED);
    }
    return Optional.of(found);
  }

  /**
   * The refusal of a new key whose ID a deleted one had: chosen by an intent, or else by chance.
   */
  static Fault spent(@Nullable Intent intent) {
    return Fault.of(intent == null ? Fault.Reason.UNAVAILABLE : Fault.Reason.IDEMPOTENCY_KEY_SPENT);
  }

  /** What is shown of a key that was created before. */
  static IssuedKey shown(StoredKey stored) {
    return new IssuedKey(stored.key(), null);
  }
}
