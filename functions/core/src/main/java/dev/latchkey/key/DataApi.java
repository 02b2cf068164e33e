package dev.latchkey.key;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data API: what keys are made for and what they open.
 *
 * @param dataApiId its ID, chosen by whoever registers it
 * @param domain the domain it belongs to
 * @param dataset the dataset it serves
 * @param description more about it, if given
 * @param routes what its keys open, 1 to 20
 * @param createdAt when it was registered, in whole seconds
 * @param createdBy who registered it
 * @param registration a random value that tells this registration from earlier ones of the same ID
 */
public record DataApi(
    String dataApiId,
    String domain,
    String dataset,
    @Nullable String description,
    List<Route> routes,
    Instant createdAt,
    Actor createdBy,
    String registration) {
  /** The most routes a data API may have. */
  public static final int MAX_ROUTES = 20;

  private static final int REGISTRATION_LENGTH = 16;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,62}");

  public DataApi {
    routes = List.copyOf(routes);
  }

  /** A new registration's value: 16 Base62 characters. */
  public static String drawRegistration(RandomGenerator random) {
    return Base62.random(random, REGISTRATION_LENGTH);
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
