package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiRef;
import dev.latchkey.core.domain.KeyId;
import java.util.Optional;

/** Reads the data of decisions from any stores, which have their own timeouts. */
public record StoreReader(KeyStore keys, DataApiStore dataApis) implements KeyReader {

  @Override
  public LookupResult key(KeyId keyId, Deadline deadline) {
    return keys.lookup(keyId);
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    return dataApi(ref);
  }

  /** Returns the data API of a registration; empty if it was deleted. */
  public Optional<DataApi> dataApi(DataApiRef ref) {
    return dataApis
        .find(ref.id())
        .filter(found -> found.ref().registration().equals(ref.registration()));
  }
}
