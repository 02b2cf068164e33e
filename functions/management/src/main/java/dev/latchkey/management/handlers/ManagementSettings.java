package dev.latchkey.management.handlers;

import dev.latchkey.core.application.RotateKey;
import dev.latchkey.core.domain.DataApi;
import dev.latchkey.core.domain.DomainScope;
import dev.latchkey.core.domain.KeyText;
import dev.latchkey.core.domain.NoticeSchedule;
import dev.latchkey.core.domain.ValidityLimits;
import dev.latchkey.management.auth.OidcProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The deployment's settings for the management API.
 *
 * @param prefixes the accepted key prefixes; new keys get the first
 * @param limits the allowed validity of keys
 */
public record ManagementSettings(List<String> prefixes, ValidityLimits limits) {
  private static final int TEN_YEARS = 3_653;
  private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,2}");

  public ManagementSettings {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * Returns the settings from an environment.
   *
   * @throws IllegalStateException naming the variable and the template's parameter whose value is
   *     invalid
   */
  static ManagementSettings of(EnvironmentVariables environment) {
    return new ManagementSettings(prefixes(environment), limits(environment));
  }

  /** Returns the prefix of new keys. */
  public String keyPrefix() {
    return prefixes.get(0);
  }

  private static List<String> prefixes(EnvironmentVariables environment) {
    try {
      return KeyText.prefixes(environment.text("KEY_PREFIXES"));
    } catch (IllegalArgumentException e) {
      throw environment.bad("KEY_PREFIXES", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the limits of keys' validity from an environment.
   *
   * @throws IllegalStateException naming a variable whose value is invalid
   */
  static ValidityLimits limits(EnvironmentVariables environment) {
    int maxDays = environment.number("MAX_VALIDITY_DAYS", 1, TEN_YEARS);
    return new ValidityLimits(environment.number("DEFAULT_VALIDITY_DAYS", 1, maxDays), maxDays);
  }

  /**
   * Returns when notices are due, from an environment.
   *
   * @throws IllegalStateException naming the variable whose value is invalid
   */
  static NoticeSchedule noticeSchedule(EnvironmentVariables environment) {
    Set<Integer> days = new TreeSet<>();
    for (String text : environment.list("NOTICE_DAYS")) {
      if (!DAYS.matcher(text).matches()) {
        throw environment.bad("NOTICE_DAYS", "must be whole numbers of days from 1 to 999");
      }
      days.add(Integer.parseInt(text));
    }
    return NoticeSchedule.of(days, environment.number("SECRET_AGE_DAYS", 0, TEN_YEARS));
  }

  /**
   * Returns how many hours a previous secret works after a rotation, from an environment.
   *
   * @throws IllegalStateException naming the variable if its value is invalid
   */
  static int rotationGraceHours(EnvironmentVariables environment) {
    return environment.number("ROTATION_GRACE_HOURS", 1, RotateKey.MAX_GRACE_HOURS);
  }

  /**
   * Returns the domains in which stacks can declare data APIs and keys, from an environment.
   *
   * @throws IllegalStateException naming the variable if its value is invalid
   */
  static DomainScope provisionDomains(EnvironmentVariables environment) {
    List<String> domains = environment.requiredList("PROVISION_DOMAINS");
    if (!domains.stream().allMatch(DataApi::isDomain)) {
      throw environment.bad("PROVISION_DOMAINS", "must be domains, separated by commas");
    }
    return DomainScope.of(domains);
  }

  /**
   * Returns the issuer of operators' tokens from an environment.
   *
   * @throws IllegalStateException naming the variable if its value is invalid
   */
  static String issuer(EnvironmentVariables environment) {
    String issuer = environment.required("OIDC_ISSUER");
    if (!OidcProvider.isIssuer(issuer)) {
      throw environment.bad("OIDC_ISSUER", "must be an https URL without a query");
    }
    return issuer;
  }
}
