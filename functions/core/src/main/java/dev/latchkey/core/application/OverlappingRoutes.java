package dev.latchkey.core.application;

import dev.latchkey.core.domain.DataApi;
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

  /** Returns one sentence for each other data API whose routes overlap the given ones. */
  public List<String> warnings(String dataApiId, List<Route> routes) {
    List<String> warnings = new ArrayList<>();
    @Nullable String after = null;
    do {
      Page<DataApi> page = dataApis.list(new Page.Request(PAGE, after));
      for (DataApi other : page.items()) {
        if (!other.dataApiId().equals(dataApiId)) {
          shared(routes, other).ifPresent(route -> warnings.add(warning(route, other)));
        }
      }
      after = page.next();
    } while (after != null);
    return warnings;
  }

  private static Optional<Route> shared(List<Route> routes, DataApi other) {
    return routes.stream()
        .filter(route -> other.routes().stream().anyMatch(route::overlaps))
        .findFirst();
  }

  private static String warning(Route route, DataApi other) {
    return "%s %s of API %s is also allowed to keys of %s."
        .formatted(route.method(), route.path(), route.apiId(), other.dataApiId());
  }
}
