package dev.latchkey.core.application;

import dev.latchkey.core.domain.KeyId;
import java.time.Instant;
import java.util.Optional;

/** Knows when keys were last used. */
@FunctionalInterface
public interface LastUse {
  /** Returns when the last request with a key was allowed; empty if none is known. */
  Optional<Instant> of(KeyId keyId);
}
