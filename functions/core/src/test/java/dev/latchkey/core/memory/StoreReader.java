package dev.latchkey.core.memory;

import dev.latchkey.core.application.DataApiStore;
import dev.latchkey.core.application.Deadline;
import dev.latchkey.core.application.KeyReader;
import dev.latchkey.core.application.KeyStore;
import dev.latchkey.core.application.LookupResult;
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
    return dataApis
        .find(ref.id())
        .filter(found -> found.ref().registration().equals(ref.registration()));
  }
}
