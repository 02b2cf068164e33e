package dev.latchkey.memory;

import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiRef;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Deadline;
import dev.latchkey.key.KeyId;
import dev.latchkey.key.KeyLookup;
import dev.latchkey.key.KeyReader;
import dev.latchkey.key.KeyStore;
import java.util.Optional;

/** Reads what decisions need from any stores. They keep deadlines of their own. */
public record StoreReader(KeyStore keys, DataApiStore dataApis) implements KeyReader {

  @Override
  public KeyLookup key(KeyId keyId, Deadline deadline) {
    return keys.lookup(keyId);
  }

  @Override
  public Optional<DataApi> dataApi(DataApiRef ref, Deadline deadline) {
    return dataApis
        .find(ref.id())
        .filter(found -> found.ref().registration().equals(ref.registration()));
  }
}
