package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.FieldEdits;
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
   * @param warnings one sentence for each other data API whose routes overlap the new ones
   */
  public record Edited(DataApi dataApi, List<String> warnings) {}

  /**
   * Edits a data API and returns it.
   *
   * @throws RequestException {@code NOT_FOUND}
   */
  public Edited edit(String dataApiId, FieldEdits edits, ChangeContext change) {
    if (edits.isEmpty()) {
      return new Edited(
          dataApis
              .find(dataApiId)
              .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND)),
          List.of());
    }
    List<String> warnings =
        edits
            .get(DataApiFields.ROUTES)
            .map(routes -> overlappingRoutes.warnings(dataApiId, routes))
            .orElse(List.of());
    if (dataApis.edit(dataApiId, edits, change)
        instanceof WriteResult.Done<DataApi, DataApi> done) {
      return new Edited(done.value(), warnings);
    }
    throw RequestException.of(RequestException.Reason.NOT_FOUND);
  }
}
