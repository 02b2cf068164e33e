package dev.latchkey.key;

import java.util.Optional;

/** Where data APIs are kept. The promises of {@link KeyStore} hold here too. */
public interface DataApiStore extends DataApiLookup {

  /** Data APIs, newest first. It may be behind by a moment. */
  Page<DataApi> list(Page.Request page);

  /**
   * Keeps a new data API and its first key, both or none, unless one of the two ids was ever used.
   */
  Outcome<Registration, Conflict> register(DataApi dataApi, StoredKey firstKey, Change change);

  /** Edits a data API. */
  Outcome<DataApi, DataApi> edit(String dataApiId, DataApiEdit edit, Change change);

  /** Deletes a data API; its id stays used. */
  Outcome<String, DataApi> delete(String dataApiId, Change change);

  /** A data API as it was registered with its first key. */
  record Registration(DataApi dataApi, ApiKey firstKey) {}

  /**
   * What stood in the way of a registration: at least one of the two, or a data API that was
   * deleted.
   *
   * @param dataApi the data API that has this id
   * @param key the key that has the first key's id
   */
  record Conflict(Optional<DataApi> dataApi, Optional<StoredKey> key) {}
}
