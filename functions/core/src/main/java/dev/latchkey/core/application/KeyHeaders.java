package dev.latchkey.core.application;

import java.util.ArrayList;
import java.util.List;

/**
 * The two request headers that may carry a key. {@code X-Api-Key} always does. {@code
 * Authorization} does only as {@code Bearer} with a key prefix, since the data API may use it for
 * other credentials. A comma separates two headers of one name (RFC 9110, section 5.3); no key
 * contains a comma.
 */
public final class KeyHeaders {
  /** The credential that a request carries. */
  public sealed interface Credential {

    /** One key, not verified yet. */
    record One(String text) implements Credential {}

    /** No key. */
    record None() implements Credential {}

    /** Two different keys, or a repeated header. */
    record Ambiguous() implements Credential {}
  }

  private static final String API_KEY = "x-api-key";
  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "bearer ";

  private final Header apiKey = new Header();
  private final Header authorization = new Header();

  /** Returns whether a header with this name may carry a key; names are case-insensitive. */
  public static boolean mayCarryKey(String name) {
    return is(API_KEY, name) || is(AUTHORIZATION, name);
  }

  /** Adds a value from the event's map of single header values. */
  public void add(String name, String value) {
    header(name).last.add(value);
  }

  /** Adds a value from the event's map of all header values, which takes precedence. */
  public void addOneOfAll(String name, String value) {
    header(name).all.add(value);
  }

  /**
   * Returns the credential of the request.
   *
   * @param prefixes the accepted key prefixes
   */
  public Credential credential(List<String> prefixes) {
    List<String> keys = apiKey.values();
    List<String> credentials = authorization.values();
    List<String> bearers =
        credentials.stream().filter(value -> carriesKey(value, prefixes)).toList();
    if (keys.size() > 1 || (!bearers.isEmpty() && credentials.size() > 1)) {
      return new Credential.Ambiguous();
    }
    String key = keys.isEmpty() ? "" : keys.get(0);
    String bearer = bearers.isEmpty() ? "" : token(bearers.get(0));
    if (key.isEmpty() || bearer.isEmpty() || key.equals(bearer)) {
      return one(key.isEmpty() ? bearer : key);
    }
    return new Credential.Ambiguous();
  }

  /**
   * Returns the credential from the one header that an authorizer of type TOKEN receives: the key
   * itself, or {@code Bearer} and the key.
   */
  public static Credential ofToken(String value) {
    List<String> values = split(value);
    if (values.size() > 1) {
      return new Credential.Ambiguous();
    }
    String only = values.get(0);
    return one(isBearer(only) ? token(only) : only);
  }

  private static Credential one(String text) {
    return text.isEmpty() ? new Credential.None() : new Credential.One(text);
  }

  private Header header(String name) {
    return is(API_KEY, name) ? apiKey : authorization;
  }

  private static boolean is(String lowerCase, String name) {
    return name.equalsIgnoreCase(lowerCase) && name.chars().allMatch(c -> c < 0x80);
  }

  private static boolean carriesKey(String credentials, List<String> prefixes) {
    return isBearer(credentials)
        && prefixes.stream().anyMatch(prefix -> token(credentials).startsWith(prefix + "_"));
  }

  private static boolean isBearer(String credentials) {
    return credentials.regionMatches(true, 0, BEARER, 0, BEARER.length());
  }

  private static String token(String bearer) {
    return trim(bearer.substring(BEARER.length()));
  }

  private static List<String> split(String value) {
    if (value.indexOf(',') < 0) {
      return List.of(trim(value));
    }
    List<String> parts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      parts.add(trim(part));
    }
    return parts;
  }

  /** Returns the value without surrounding spaces and tabs, which HTTP allows. */
  private static String trim(String value) {
    int start = 0;
    int end = value.length();
    while (start < end && isBlank(value.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The values of one header in the event. */
  private static final class Header {
    private final List<String> last = new ArrayList<>(1);
    private final List<String> all = new ArrayList<>(1);

    List<String> values() {
      List<String> shown = all.isEmpty() ? last : all;
      if (shown.size() == 1) {
        return split(shown.get(0));
      }
      List<String> values = new ArrayList<>();
      shown.forEach(value -> values.addAll(split(value)));
      return values;
    }
  }
}
