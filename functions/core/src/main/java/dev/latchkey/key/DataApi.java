package dev.latchkey.key;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data API: what keys are made for and what they open.
 *
 * @param dataApiId its id, chosen by whoever registers it, and used once
 * @param domain the domain it belongs to
 * @param dataset the dataset it serves
 * @param description more about it, if given
 * @param routes what its keys open, 1 to 20
 * @param createdAt when it was registered, in whole seconds
 * @param createdBy who registered it
 */
public record DataApi(
    String dataApiId,
    String domain,
    String dataset,
    @Nullable String description,
    List<Route> routes,
    Instant createdAt,
    Actor createdBy) {
  /** The most routes a data API may have. */
  public static final int MAX_ROUTES = 20;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,62}");

  public DataApi {
    routes = List.copyOf(routes);
  }

  /** Whether a text has the form of a data API's id. */
  public static boolean isDataApiId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether its keys open a call. */
  public boolean opens(Call call) {
    return routes.stream().anyMatch(route -> route.opens(call));
  }
}
