package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Where data APIs are kept. The promises of {@link KeyStore} hold here too. */
public interface DataApiStore extends DataApiFinder {

  /** Data APIs, newest first. It may be behind by a moment. */
  Page<DataApi> list(Page.Request page);

  /**
   * Keeps a new data API and its first key, both or none, unless one of the two is there. The ID of
   * a deleted data API can be taken in the same domain only, that of a deleted key not at all.
   */
  WriteResult<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, ChangeContext change);

  /** Edits a data API. */
  WriteResult<DataApi, DataApi> edit(String dataApiId, FieldEdits edits, ChangeContext change);

  /** Deletes a data API; its domain keeps the ID. */
  WriteResult<String, DataApi> delete(String dataApiId, ChangeContext change);

  /** A data API as it was registered with its first key. */
  record Registration(DataApi dataApi, ApiKey firstKey) {}

  /**
   * What stood in the way of a registration: at least one of the two, or a data API that was
   * deleted in another domain.
   *
   * @param dataApi the data API that has this ID
   * @param key what has the first key's ID
   */
  record Conflict(Optional<DataApi> dataApi, LookupResult key) {}
}
