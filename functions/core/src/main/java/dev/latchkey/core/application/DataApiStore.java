package dev.latchkey.core.application;

import dev.latchkey.core.domain.ApiKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.StoredKey;
import java.util.Optional;

/** Stores data APIs. The guarantees of {@link KeyStore} apply here too. */
public interface DataApiStore extends DataApiFinder {

  /**
   * Returns these data APIs as an operator of some domains sees them; see {@link Stores#within}.
   */
  DataApiStore within(DomainScope scope);

  /**
   * Returns the data APIs of every domain, whatever the scope is, since a route belongs to one
   * domain only. They are newest first, and eventually consistent.
   */
  Page<DataApi> listOfEveryDomain(Page.Request page);

  /** Returns all data APIs, newest first. Eventually consistent. */
  default Page<DataApi> list(Page.Request page) {
    return list(LabelFilter.ALL, page);
  }

  /** Returns the data APIs with some labels, newest first. Eventually consistent. */
  Page<DataApi> list(LabelFilter filter, Page.Request page);

  /**
   * Stores a new data API and its first key in one transaction, unless either ID is in use. The ID
   * of a deleted data API can be registered again in the same domain only. The ID of a deleted key
   * cannot be used again.
   */
  WriteResult<Registration, Conflict> register(
      DataApi dataApi, StoredKey firstKey, ChangeContext change);

  /** Edits a data API. */
  WriteResult<DataApi, DataApi> edit(String dataApiId, FieldEdits edits, ChangeContext change);

  /** Deletes a data API. Its ID stays reserved for its domain. */
  WriteResult<String, DataApi> delete(String dataApiId, ChangeContext change);

  /** A data API and the first key it was registered with. */
  record Registration(DataApi dataApi, ApiKey firstKey) {}

  /**
   * The reason why a registration was refused: an existing data API, an existing key, or a data API
   * that was deleted in another domain.
   *
   * @param dataApi the data API that has this ID
   * @param key what exists under the first key's ID
   */
  record Conflict(Optional<DataApi> dataApi, LookupResult key) {}
}
