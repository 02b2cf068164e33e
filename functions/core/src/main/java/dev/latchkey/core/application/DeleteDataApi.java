package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;

/** Deletes a data API that has no active key. Its other keys stay visible and allow nothing. */
public final class DeleteDataApi {
  private final DataApiStore dataApis;
  private final ActiveKeys keys;

  public DeleteDataApi(DataApiStore dataApis, ActiveKeys keys) {
    this.dataApis = dataApis;
    this.keys = keys;
  }

  /**
   * Deletes the data API.
   *
   * @throws RequestException {@code DATA_API_IN_USE} while it has an active key, {@code NOT_FOUND}
   */
  public void delete(String dataApiId, ChangeContext change) {
    if (keys.anyActive(dataApiId, change.at())) {
      throw RequestException.of(RequestException.Reason.DATA_API_IN_USE);
    }
    if (dataApis.delete(dataApiId, change) instanceof WriteResult.Refused<String, DataApi>) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
  }
}
