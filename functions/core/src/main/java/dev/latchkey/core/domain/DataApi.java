package dev.latchkey.core.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A data API, for which keys are created.
 *
 * @param ref its ID, domain and registration
 * @param fields the fields that operators set, see {@link DataApiFields}
 * @param creation when and by whom it was registered
 * @param version its version
 */
public record DataApi(DataApiRef ref, FieldValues fields, Creation creation, Version version) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,62}");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /** Returns whether a text is a well-formed data API ID. */
  public static boolean isDataApiId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns whether a text is a well-formed domain. */
  public static boolean isDomain(String text) {
    return DOMAIN.matcher(text).matches();
  }

  /** Returns a newly registered data API. */
  public static DataApi registered(DataApiRef ref, FieldValues fields, Creation creation) {
    return new DataApi(ref, fields, creation, Version.first(creation.at()));
  }

  /** Returns its ID. */
  public String dataApiId() {
    return ref.id();
  }

  /** Returns whether its keys allow a request. */
  public boolean allows(ApiRequest request) {
    return routes().stream().anyMatch(route -> route.allows(request));
  }

  /** Returns the names of the claims that its keys must have. */
  public List<String> requiredClaims() {
    List<String> names = fields.get(DataApiFields.REQUIRED_CLAIMS);
    return names == null ? List.of() : names;
  }

  /** Returns the routes that its keys may call. */
  public List<Route> routes() {
    return fields.require(DataApiFields.ROUTES);
  }
}
