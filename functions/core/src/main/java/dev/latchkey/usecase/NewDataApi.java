package dev.latchkey.usecase;

import dev.latchkey.key.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data API to be registered.
 *
 * @param domain the domain it belongs to
 * @param dataset the dataset it serves
 * @param description more about it, if given
 * @param routes what its keys open
 * @param firstKey its first key, which also names the data API
 */
public record NewDataApi(
    String domain,
    String dataset,
    @Nullable String description,
    List<Route> routes,
    NewKey firstKey) {
  public NewDataApi {
    routes = List.copyOf(routes);
  }
}
