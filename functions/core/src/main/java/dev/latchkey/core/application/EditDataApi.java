package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DataApiFields;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.FieldEdits;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits the fields of a data API. This is one write, unless the result depends on the present
 * fields. Then the data API is read first, and the write requires that its revision is still the
 * same.
 */
public final class EditDataApi {
  /** The maximum number of writes if other changes come between each read and its write. */
  private static final int ATTEMPTS = 5;

  private final DataApiStore dataApis;
  private final KeyStore keys;
  private final DomainScope domains;
  private final DomainScope shared;

  /**
   * @param keys the keys of these data APIs
   * @param domains the domains that the caller manages
   */
  public EditDataApi(DataApiStore dataApis, KeyStore keys, DomainScope domains) {
    this(dataApis, keys, domains, domains);
  }

  /**
   * @param keys the keys of these data APIs
   * @param domains the domains that the caller manages
   * @param shared those of them with whose data APIs routes may overlap
   */
  EditDataApi(DataApiStore dataApis, KeyStore keys, DomainScope domains, DomainScope shared) {
    this.dataApis = dataApis;
    this.keys = keys;
    this.domains = domains;
    this.shared = shared;
  }

  /**
   * An edited data API.
   *
   * @param warnings one sentence for each other data API whose routes overlap the new ones, and one
   *     if a key lacks a newly required claim
   */
  public record Edited(DataApi dataApi, List<String> warnings) {}

  /**
   * Edits a data API and returns it.
   *
   * @throws RequestException {@code INVALID_REQUEST} for a patch that leaves a field incomplete,
   *     {@code NOT_FOUND}, {@code ROUTE_TAKEN} for a route that overlaps one of another domain,
   *     {@code THROTTLED} if other changes keep coming between
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
    List<String> required = edits.get(DataApiFields.REQUIRED_CLAIMS).orElse(List.of());
    boolean isReadFirst = !overlaps.isEmpty() || !required.isEmpty() || edits.hasPatches();
    DataApi before = isReadFirst ? find(dataApiId) : null;
    List<String> warnings = new ArrayList<>(OverlappingRoutes.warnings(overlaps, shared));
    if (before != null) {
      warnings.addAll(missingClaims(before, required, change));
    }
    if (before != null && edits.hasPatches()) {
      return new Edited(editAsRead(before, edits, change), warnings);
    }
    if (dataApis.edit(dataApiId, edits, change)
        instanceof WriteResult.Done<DataApi, DataApi> done) {
      return new Edited(done.value(), warnings);
    }
    throw RequestException.of(RequestException.Reason.NOT_FOUND);
  }

  private DataApi editAsRead(DataApi before, FieldEdits edits, ChangeContext change) {
    DataApi found = before;
    for (int i = 0; i < ATTEMPTS; i++) {
      ValidationErrors errors = new ValidationErrors();
      FieldEdits applied = edits.on(found.fields(), errors::add);
      errors.check();
      WriteResult<DataApi, DataApi> result =
          dataApis.edit(found.dataApiId(), applied, change.ofRevision(found.version().revision()));
      if (result instanceof WriteResult.Done<DataApi, DataApi> done) {
        return done.value();
      }
      found =
          ((WriteResult.Refused<DataApi, DataApi>) result)
              .found()
              .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
    }
    throw RequestException.of(RequestException.Reason.THROTTLED);
  }

  private List<String> missingClaims(DataApi before, List<String> required, ChangeContext change) {
    List<String> added = new ArrayList<>(required);
    added.removeAll(before.requiredClaims());
    if (added.isEmpty() || !keys.anyLiveWithout(added, before.dataApiId(), change.at())) {
      return List.of();
    }
    return List.of(
        "At least one key lacks %s. Its requests will be refused within DataApiCacheSeconds."
            .formatted(
                added.size() == 1
                    ? "the claim " + added.get(0)
                    : "one of the claims " + String.join(", ", added)));
  }

  private DataApi find(String dataApiId) {
    return dataApis
        .find(dataApiId)
        .orElseThrow(() -> RequestException.of(RequestException.Reason.NOT_FOUND));
  }
}
