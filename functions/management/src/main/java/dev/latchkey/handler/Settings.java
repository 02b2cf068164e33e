package dev.latchkey.handler;

import dev.latchkey.key.ValidityLimits;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the deployment decided, for all functions of the management API.
 *
 * @param keyPrefix the prefix of new keys
 * @param limits how long keys live
 * @param manageRoles the roles that may do everything
 * @param readRoles the roles that may list and see
 */
public record Settings(
    String keyPrefix, ValidityLimits limits, List<String> manageRoles, List<String> readRoles) {
  private static final int TEN_YEARS = 3_653;
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,32}");

  public Settings {
    manageRoles = List.copyOf(manageRoles);
    readRoles = List.copyOf(readRoles);
  }

  /**
   * The settings in an environment.
   *
   * @throws IllegalStateException naming the variable and the parameter with which something is
   *     wrong
   */
  static Settings of(Environment environment) {
    String prefix = environment.requiredList("KEY_PREFIXES").get(0);
    if (!PREFIX.matcher(prefix).matches()) {
      throw environment.bad("KEY_PREFIXES", "must be letters, digits, _ or -, at most 32 each");
    }
    int maxDays = environment.number("MAX_VALIDITY_DAYS", 1, TEN_YEARS);
    return new Settings(
        prefix,
        new ValidityLimits(environment.number("DEFAULT_VALIDITY_DAYS", 1, maxDays), maxDays),
        environment.requiredList("MANAGE_ROLES"),
        environment.list("READ_ROLES"));
  }

  /** The roles that may do what an access asks for. */
  List<String> roles(Access access) {
    return access == Access.MANAGE
        ? manageRoles
        : Stream.concat(manageRoles.stream(), readRoles.stream()).distinct().toList();
  }
}
