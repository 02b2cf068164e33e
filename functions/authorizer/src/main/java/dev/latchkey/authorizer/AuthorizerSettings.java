package dev.latchkey.authorizer;

import dev.latchkey.core.domain.KeyText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings from the function's environment.
 *
 * @param table the table's name, {@code TABLE_NAME}
 * @param prefixes the accepted key prefixes, {@code KEY_PREFIXES}, separated by commas; default
 *     {@code lk}
 * @param dataApiLife how long a data API is cached, {@code DATA_API_CACHE_SECONDS}; default 60 s
 * @param logsEachAllowed whether every allowed request has a line of its own, {@code
 *     ALLOWED_CALLS_LOG}: {@code summary}, the default, or {@code each}
 * @param allowsOnOutage whether a key with a quota is allowed while its requests cannot be counted,
 *     {@code QUOTA_ON_OUTAGE}: {@code allow} or {@code deny}; default {@code deny}
 */
public record AuthorizerSettings(
    String table,
    List<String> prefixes,
    Duration dataApiLife,
    boolean logsEachAllowed,
    boolean allowsOnOutage) {
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,3}");
  private static final int MAX_SECONDS = 300;
  private static final String SUMMARY = "summary";
  private static final String EACH = "each";

  public AuthorizerSettings {
    prefixes = List.copyOf(prefixes);
  }

  /**
   * Returns the settings from an environment.
   *
   * @throws IllegalArgumentException naming a variable whose value is invalid
   */
  public static AuthorizerSettings of(Map<String, String> environment) {
    return new AuthorizerSettings(
        table(environment.getOrDefault("TABLE_NAME", "")),
        prefixes(environment.getOrDefault("KEY_PREFIXES", "lk")),
        seconds(environment.getOrDefault("DATA_API_CACHE_SECONDS", "60")),
        logsEach(environment.getOrDefault("ALLOWED_CALLS_LOG", SUMMARY)),
        allows(environment.getOrDefault("QUOTA_ON_OUTAGE", "deny")));
  }

  private static String table(String name) {
    require(TABLE.matcher(name).matches(), "TABLE_NAME must be the name of a DynamoDB table");
    return name;
  }

  private static List<String> prefixes(String list) {
    try {
      return KeyText.prefixes(list);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("KEY_PREFIXES " + e.getMessage() + ".");
    }
  }

  private static boolean allows(String word) {
    require(word.matches("allow|deny"), "QUOTA_ON_OUTAGE must be allow or deny");
    return word.equals("allow");
  }

  private static Duration seconds(String number) {
    require(
        SECONDS.matcher(number).matches() && Integer.parseInt(number) <= MAX_SECONDS,
        "DATA_API_CACHE_SECONDS must be a whole number from 0 to " + MAX_SECONDS);
    return Duration.ofSeconds(Integer.parseInt(number));
  }

  private static boolean logsEach(String word) {
    require(word.equals(SUMMARY) || word.equals(EACH), "ALLOWED_CALLS_LOG must be summary or each");
    return word.equals(EACH);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem + ".");
    }
  }
}
