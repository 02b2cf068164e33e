package dev.latchkey.core.application;

import dev.latchkey.core.domain.StoredKey;
import org.jspecify.annotations.Nullable;

/** The result of looking up a key ID. */
public sealed interface LookupResult {

  /** The key exists. */
  record Found(StoredKey stored) implements LookupResult {}

  /** No key has this ID, or TTL removed it. */
  record Unknown() implements LookupResult {}

  /**
   * The key was deleted. This is known as long as its events are kept.
   *
   * @param registration the registration of the data API that it belonged to; {@code null} if that
   *     was damaged out of band
   */
  record Deleted(@Nullable String registration) implements LookupResult {}
}
