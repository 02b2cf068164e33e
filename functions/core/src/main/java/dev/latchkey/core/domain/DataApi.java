package dev.latchkey.core.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A data API: what keys are created for.
 *
 * @param ref its ID, domain and registration
 * @param fields the fields that operators set, see {@link DataApiFields}
 * @param creation when and by whom it was registered
 * @param version how often it was changed
 */
public record DataApi(DataApiRef ref, FieldValues fields, Creation creation, Version version) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,62}");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  /** Whether a text has the form of a data API's ID. */
  public static boolean isDataApiId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether a text has the form of a domain. */
  public static boolean isDomain(String text) {
    return DOMAIN.matcher(text).matches();
  }

  /** A data API that was just registered. */
  public static DataApi registered(DataApiRef ref, FieldValues fields, Creation creation) {
    return new DataApi(ref, fields, creation, Version.first(creation.at()));
  }

  /** Its ID. */
  public String dataApiId() {
    return ref.id();
  }

  /** Whether its keys open a call. */
  public boolean opens(ApiRequest call) {
    return routes().stream().anyMatch(route -> route.opens(call));
  }

  /** What its keys may call. */
  public List<Route> routes() {
    return fields.require(DataApiFields.ROUTES);
  }
}
