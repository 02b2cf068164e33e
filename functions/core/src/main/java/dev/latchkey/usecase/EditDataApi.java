package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiEdit;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.Outcome;

/** Edits a data API's description and routes. */
public final class EditDataApi {
  private final DataApiStore dataApis;

  public EditDataApi(DataApiStore dataApis) {
    this.dataApis = dataApis;
  }

  /**
   * The data API as edited.
   *
   * @throws Fault {@code NOT_FOUND}
   */
  public DataApi edit(String dataApiId, DataApiEdit edit, Change change) {
    if (edit.isEmpty()) {
      return dataApis.find(dataApiId).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND));
    }
    if (dataApis.edit(dataApiId, edit, change) instanceof Outcome.Done<DataApi, DataApi> done) {
      return done.thing();
    }
    throw Fault.of(Fault.Reason.NOT_FOUND);
  }
}
