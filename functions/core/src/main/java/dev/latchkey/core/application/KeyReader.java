package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import java.util.Optional;

/**
 * Reads the data that a decision needs. Each method throws a {@link RequestException} with {@code
 * THROTTLED}, {@code UNAVAILABLE} or {@code INTERNAL} if the table cannot be read before the
 * deadline.
 */
public interface KeyReader {

  /** Returns the key with this ID, by one strongly consistent read. */
  LookupResult key(KeyId keyId, Deadline deadline);

  /**
   * Returns the data API of a registration; empty if it was deleted, even if its ID was registered
   * again.
   */
  Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline);

  /**
   * Returns a key and a data API, by one request of strongly consistent reads. A reader that cannot
   * do this returns the key only.
   *
   * @param dataApiId the data API that the key is expected to belong to
   */
  default KeyAndDataApi both(KeyId keyId, String dataApiId, Deadline deadline) {
    return new KeyAndDataApi(key(keyId, deadline), Optional.empty());
  }

  /**
   * A key, and a data API to which it may belong.
   *
   * @param dataApi empty if it was not read or does not exist
   */
  record KeyAndDataApi(LookupResult key, Optional<DataApi> dataApi) {}
}
