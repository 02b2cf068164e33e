package dev.latchkey.usecase;

import dev.latchkey.key.Change;
import dev.latchkey.key.DataApi;
import dev.latchkey.key.DataApiFields;
import dev.latchkey.key.DataApiStore;
import dev.latchkey.key.Fault;
import dev.latchkey.key.FieldEdits;
import dev.latchkey.key.Outcome;
import java.util.List;

/** Edits the fields of a data API. */
public final class EditDataApi {
  private final DataApiStore dataApis;
  private final OverlappingRoutes overlappingRoutes;

  public EditDataApi(DataApiStore dataApis) {
    this.dataApis = dataApis;
    this.overlappingRoutes = new OverlappingRoutes(dataApis);
  }

  /**
   * An edited data API.
   *
   * @param warnings a sentence for each other data API whose routes overlap the new ones
   */
  public record Edited(DataApi dataApi, List<String> warnings) {}

  /**
   * The data API as edited.
   *
   * @throws Fault {@code NOT_FOUND}
   */
  public Edited edit(String dataApiId, FieldEdits edits, Change change) {
    if (edits.isEmpty()) {
      return new Edited(
          dataApis.find(dataApiId).orElseThrow(() -> Fault.of(Fault.Reason.NOT_FOUND)), List.of());
    }
    List<String> warnings =
        edits
            .get(DataApiFields.ROUTES)
            .map(routes -> overlappingRoutes.warnings(dataApiId, routes))
            .orElse(List.of());
    if (dataApis.edit(dataApiId, edits, change) instanceof Outcome.Done<DataApi, DataApi> done) {
      return new Edited(done.thing(), warnings);
    }
    throw Fault.of(Fault.Reason.NOT_FOUND);
  }
}
