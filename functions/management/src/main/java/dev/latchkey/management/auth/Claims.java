package dev.latchkey.management.auth;

import dev.latchkey.core.domain.TextConstraint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token with a verified signature.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1">RFC 7519, section 4.1</a>
 */
record Claims(Map<?, ?> values) {
  private static final long LEEWAY = Duration.ofSeconds(60).toSeconds();
  private static final int MAX_SUBJECT_LENGTH = 255;
  private static final int MAX_NAME_LENGTH = 64;
  private static final String ACCESS = "access";
  private static final String OWN_SCOPE = "latchkey/";

  /** Claims that only other types of tokens have: ID tokens and logout tokens. */
  private static final List<String> OF_OTHER_TOKENS =
      List.of("nonce", "at_hash", "c_hash", "s_hash", "events");

  private static final Set<String> TYPES = Set.of("bearer", "jwt", "at+jwt");

  /** A person's token names their client too, so the client's ID is never the operator's name. */
  private static final List<String> NAMES =
      List.of("name", "preferred_username", "username", "email");

  void requireIssuer(String issuer) throws TokenRefusedException {
    require(issuer.equals(values.get("iss")), "issuer");
  }

  /**
   * Cognito's access tokens have no audience; the client ID is used instead. They are recognized by
   * {@code token_use}, since the client ID of other tokens says nothing about their audience.
   */
  void requireAudience(List<String> audiences) throws TokenRefusedException {
    boolean isOfCognito = !values.containsKey("aud") && ACCESS.equals(values.get("token_use"));
    Object audience = values.get(isOfCognito ? "client_id" : "aud");
    List<?> named =
        audience instanceof List<?> list ? list : List.of(audience == null ? "" : audience);
    require(
        named.stream().allMatch(String.class::isInstance)
            && named.stream().anyMatch(audiences::contains),
        "audience");
  }

  void requireTimes(Instant now) throws TokenRefusedException {
    double seconds = now.getEpochSecond();
    require(values.containsKey("exp") && time("exp", 0) > seconds - LEEWAY, "expired");
    require(time("nbf", 0) <= seconds + LEEWAY, "not_yet_valid");
    require(time("iat", 0) <= seconds + LEEWAY, "not_yet_issued");
  }

  void requireAccessToken() throws TokenRefusedException {
    Object use = values.get("token_use");
    Object type = values.get("typ");
    require(use == null || use.equals(ACCESS), "token_use");
    require(
        type == null || (type instanceof String text && TYPES.contains(lowerCase(text))),
        "token_use");
    require(OF_OTHER_TOKENS.stream().noneMatch(values::containsKey), "token_use");
  }

  /**
   * A token with {@code cnf} (RFC 7800) is only valid together with a proof of its holder's key,
   * which a bearer token does not carry.
   */
  void requireBearer() throws TokenRefusedException {
    require(!values.containsKey("cnf"), "bound");
  }

  String subject() throws TokenRefusedException {
    Object subject = values.get("sub");
    if (subject instanceof String text
        && TextConstraint.isVisible(text)
        && text.length() <= MAX_SUBJECT_LENGTH
        && text.codePoints().noneMatch(Claims::isUnprintable)) {
      return text;
    }
    throw new TokenRefusedException("subject");
  }

  /** Returns the operator's display name; the subject if the token has none. */
  String name(String subject) {
    return NAMES.stream()
        .map(values::get)
        .map(Claims::printable)
        .filter(TextConstraint::isVisible)
        .findFirst()
        .orElseGet(() -> printable(subject));
  }

  /**
   * Returns the roles in these claims: lists, strings separated by spaces, or the names of an
   * object's members.
   */
  Set<String> roles(List<String> paths) {
    Set<String> roles = new HashSet<>();
    for (String path : paths) {
      words(find(values, path))
          .map(role -> role.startsWith(OWN_SCOPE) ? role.substring(OWN_SCOPE.length()) : role)
          .forEach(roles::add);
    }
    return roles;
  }

  private double time(String name, double absent) throws TokenRefusedException {
    Object value = values.get(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new TokenRefusedException("malformed");
  }

  /**
   * Returns the value at a path. A name may contain dots itself, so the longest name that leads to
   * a value is taken.
   */
  private static @Nullable Object find(Map<?, ?> object, String path) {
    Object value = object.get(path);
    for (int dot = path.lastIndexOf('.'); value == null && dot > 0; ) {
      if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        value = find(inner, path.substring(dot + 1));
      }
      dot = path.lastIndexOf('.', dot - 1);
    }
    return value;
  }

  private static Stream<String> words(@Nullable Object value) {
    if (value instanceof String text) {
      return Stream.of(text.split(" ", -1));
    }
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .filter(
              member -> member.getValue() instanceof Map || Boolean.TRUE.equals(member.getValue()))
          .map(member -> (String) member.getKey());
    }
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.of();
  }

  private static String printable(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return "";
    }
    return text.codePoints()
        .filter(c -> !isUnprintable(c))
        .limit(MAX_NAME_LENGTH)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  /** Returns whether a character is invisible or changes the direction of the text. */
  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static void require(boolean condition, String reason) throws TokenRefusedException {
    if (!condition) {
      throw new TokenRefusedException(reason);
    }
  }
}
