package dev.latchkey.handler;

import dev.latchkey.key.KeyText;
import dev.latchkey.key.ValidityLimits;
import dev.latchkey.operator.Provider;

/**
 * What the deployment decided, for all functions of the management API.
 *
 * @param keyPrefix the prefix of new keys
 * @param limits how long keys live
 */
public record Settings(String keyPrefix, ValidityLimits limits) {
  private static final int TEN_YEARS = 3_653;

  /**
   * The settings in an environment.
   *
   * @throws IllegalStateException naming the variable and the parameter with which something is
   *     wrong
   */
  static Settings of(Environment environment) {
    return new Settings(prefix(environment), limits(environment));
  }

  private static String prefix(Environment environment) {
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
  static ValidityLimits limits(Environment environment) {
    int maxDays = environment.number("MAX_VALIDITY_DAYS", 1, TEN_YEARS);
    return new ValidityLimits(environment.number("DEFAULT_VALIDITY_DAYS", 1, maxDays), maxDays);
  }

  /**
   * The operators' issuer, in an environment.
   *
   * @throws IllegalStateException naming the variable if it is not one
   */
  static String issuer(Environment environment) {
    String issuer = environment.required("OIDC_ISSUER");
    if (!Provider.isIssuer(issuer)) {
      throw environment.bad("OIDC_ISSUER", "must be an https URL without query");
    }
    return issuer;
  }
}
