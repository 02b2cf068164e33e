package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds data APIs whose routes overlap those of another data API. */
public final class OverlappingRoutes {
  private static final int PAGE = 1_000;

  private final DataApiStore dataApis;

  public OverlappingRoutes(DataApiStore dataApis) {
    this.dataApis = dataApis;
  }

  /** Another data API, and the first of some routes that it overlaps. */
  public record Overlap(DataApi other, Route route) {

    /** Returns the route that both have, as text. */
    public String text() {
      return "%s %s of %s"
          .formatted(
              route.method(),
              route.path(),
              route.isOfHost() ? "host " + route.host() : "API " + route.apiId());
    }
  }

  /**
   * Returns what the given routes of a data API overlap, as far as the list of data APIs shows it.
   *
   * @param domains the domains of the caller. A data API with this ID in another domain is a
   *     different one, so that it causes the same requests as a missing one
   */
  public List<Overlap> of(String dataApiId, List<Route> routes, DomainScope domains) {
    List<Overlap> overlaps = new ArrayList<>();
    @Nullable String after = null;
    do {
      Page<DataApi> page = dataApis.listOfEveryDomain(new Page.Request(PAGE, after));
      page.items().stream()
          .filter(
              other ->
                  !other.dataApiId().equals(dataApiId) || !domains.includes(other.ref().domain()))
          .flatMap(other -> shared(routes, other).map(route -> new Overlap(other, route)).stream())
          .forEach(overlaps::add);
      after = page.next();
    } while (after != null);
    return overlaps;
  }

  /**
   * A sentence for each overlap.
   *
   * @param domains the domains with whose data APIs routes may overlap
   * @throws RequestException {@code ROUTE_TAKEN} if one is with a data API of another domain
   */
  static List<String> warnings(List<Overlap> overlaps, DomainScope domains) {
    if (overlaps.stream().anyMatch(it -> !domains.includes(it.other().ref().domain()))) {
      throw RequestException.of(RequestException.Reason.ROUTE_TAKEN);
    }
    return overlaps.stream()
        .map(it -> "%s is also allowed to keys of %s.".formatted(it.text(), it.other().dataApiId()))
        .toList();
  }

  private static Optional<Route> shared(List<Route> routes, DataApi other) {
    return routes.stream()
        .filter(route -> other.routes().stream().anyMatch(route::overlaps))
        .findFirst();
  }
}
