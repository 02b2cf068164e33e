package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import java.util.Optional;

/**
 * Reads what a decision needs. Each method throws a {@link RequestException} with {@code
 * THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL} if the table cannot be read in time.
 */
public interface KeyReader {

  /** The key of an ID, by one strongly consistent read. */
  LookupResult key(KeyId keyId, Deadline deadline);

  /**
   * The data API of a registration; empty if it was deleted, even if its ID was registered again.
   */
  Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline);
}
