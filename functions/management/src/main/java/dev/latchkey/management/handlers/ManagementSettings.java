package dev.latchkey.management.handlers;

import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.auth.OidcProvider;

/**
 * What the deployment decided, for all functions of the management API.
 *
 * @param keyPrefix the prefix of new keys
 * @param limits how long keys live
 */
public record ManagementSettings(String keyPrefix, ValidityLimits limits) {
  private static final int TEN_YEARS = 3_653;

  /**
   * The settings in an environment.
   *
   * @throws IllegalStateException naming the variable and the parameter with which something is
   *     wrong
   */
  static ManagementSettings of(EnvironmentVariables environment) {
    return new ManagementSettings(prefix(environment), limits(environment));
  }

  private static String prefix(EnvironmentVariables environment) {
    try {
      return KeyText.prefixes(environment.text("KEY_PREFIXES")).get(0);
    } catch (IllegalArgumentException e) {
      throw environment.bad("KEY_PREFIXES", String.valueOf(e.getMessage()));
    }
  }

  /**
   * How long keys live, in an environment.
   *
   * @throws IllegalStateException naming the variable with which something is wrong
   */
  static ValidityLimits limits(EnvironmentVariables environment) {
    int maxDays = environment.number("MAX_VALIDITY_DAYS", 1, TEN_YEARS);
    return new ValidityLimits(environment.number("DEFAULT_VALIDITY_DAYS", 1, maxDays), maxDays);
  }

  /**
   * The operators' issuer, in an environment.
   *
   * @throws IllegalStateException naming the variable if it is not one
   */
  static String issuer(EnvironmentVariables environment) {
    String issuer = environment.required("OIDC_ISSUER");
    if (!OidcProvider.isIssuer(issuer)) {
      throw environment.bad("OIDC_ISSUER", "must be an https URL without query");
    }
    return issuer;
  }
}
