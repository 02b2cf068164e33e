package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldEdits;
import java.util.List;

/** Edits the fields of a data API. */
public final class EditDataApi {
  private final DataApiStore dataApis;
  private final DomainScope domains;

  /**
   * @param domains the domains that the caller manages
   */
  public EditDataApi(DataApiStore dataApis, DomainScope domains) {
    this.dataApis = dataApis;
    this.domains = domains;
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
   * @throws RequestException {@code NOT_FOUND}, {@code ROUTE_TAKEN} for a route that overlaps one
   *     of another domain
   */
  public Edited edit(String dataApiId, FieldEdits edits, ChangeContext change) {
    if (edits.isEmpty()) {
      return new Edited(find(dataApiId), List.of());
    }
    List<OverlappingRoutes.Overlap> overlaps =
        edits
            .get(DataApiFields.ROUTES)
            .map(routes -> new OverlappingRoutes(dataApis).of(dataApiId, routes, domains))
            .orElse(List.of());
    if (!overlaps.isEmpty()) {
      find(dataApiId);
    }
    List<String> warnings = OverlappingRoutes.warnings(overlaps, domains);
    if (dataApis.edit(dataApiId, edits, change)
        instanceof WriteResult.Done<DataApi, DataApi> done) {
      return new Edited(done.value(), warnings);
    }
    throw RequestException.of(RequestException.Reason.NOT_FOUND);
  }

  private DataApi find(String dataApiId) {
    return dataApis
        .find(dataApiId)
        .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
  }
}
