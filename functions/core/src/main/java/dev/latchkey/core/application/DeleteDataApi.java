package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;

/**
 * Deletes a data API that has no active or suspended key. Its other keys stay visible and allow
 * nothing.
 */
public final class DeleteDataApi {
  private final DataApiStore dataApis;
  private final LiveKeys keys;

  public DeleteDataApi(DataApiStore dataApis, LiveKeys keys) {
    this.dataApis = dataApis;
    this.keys = keys;
  }

  /**
   * Deletes the data API.
   *
   * @throws RequestException {@code DATA_API_IN_USE} while it has an active or suspended key,
   *     {@code NOT_FOUND}
   */
  public void delete(String dataApiId, ChangeContext change) {
    if (keys.anyLive(dataApiId, change.at())) {
      throw RequestException.of(RequestException.Reason.DATA_API_IN_USE);
    }
    if (dataApis.delete(dataApiId, change) instanceof WriteResult.Refused<String, DataApi>) {
      throw RequestException.of(RequestException.Reason.NOT_FOUND);
    }
  }
}
