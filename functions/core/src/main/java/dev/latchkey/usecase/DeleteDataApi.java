package dev.latchkey.usecase;

import dev.latchkey.key.ActiveKeys;
import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Outcome;

/** Deletes a data API that has no active key. Its other keys stay to be seen, and open nothing. */
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
   * @throws Fault {@code DATA_API_IN_USE} while it has an active key, {@code NOT_FOUND}
   */
  public void delete(String dataApiId, Change change) {
    if (keys.anyActive(dataApiId, change.at())) {
      throw Fault.of(Fault.Reason.DATA_API_IN_USE);
    }
    if (dataApis.delete(dataApiId, change) instanceof Outcome.Refused<String, DataApi>) {
      throw Fault.of(Fault.Reason.NOT_FOUND);
    }
  }
}
