package dev.latchkey.core.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a key's claims: texts by name, which data APIs receive. */
final class Claims implements MergedType<Map<String, String>> {
  static final int MAX = 20;
  static final MergedType<Map<String, String>> TYPE = new Claims();

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final String EXPECTED = "must be an object of 1 to " + MAX + " members";

  private Claims() {}

  /** Returns what is wrong with the name of a claim; {@code null} if nothing is. */
  static @Nullable String nameProblem(String name) {
    return NAME.matcher(name).matches()
        ? null
        : "must have a name of 1 to 32 characters of a-z, 0-9 and _, starting with a letter";
  }

  @Override
  public @Nullable Map<String, String> parse(Object plain, Problems problems) {
    if (!(plain instanceof Map<?, ?> members) || members.isEmpty() || members.size() > MAX) {
      problems.add("", EXPECTED);
      return null;
    }
    SortedMap<String, String> claims = new TreeMap<>();
    members.forEach(
        (name, value) -> {
          String text = claim((String) name, value, problems);
          if (text != null) {
            claims.put((String) name, text);
          }
        });
    return claims.size() == members.size() ? Collections.unmodifiableSortedMap(claims) : null;
  }

  @Override
  public void check(Map<String, Optional<Object>> patch, Problems problems) {
    patch.forEach((name, value) -> value.ifPresent(present -> claim(name, present, problems)));
  }

  @Override
  public @Nullable Map<String, String> merge(
      @Nullable Map<String, String> before,
      Map<String, Optional<Object>> patch,
      Problems problems) {
    Map<String, Object> members = new TreeMap<>(before == null ? Map.of() : before);
    patch.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                present -> members.put(name, present), () -> members.remove(name)));
    return members.isEmpty() ? null : parse(members, problems);
  }

  @Override
  public Map<String, String> stored(Object plain) {
    if (!(plain instanceof Map<?, ?> members)) {
      throw new IllegalStateException("Expected claims, but found another type.");
    }
    SortedMap<String, String> claims = new TreeMap<>();
    members.forEach((name, value) -> claims.put((String) name, TextConstraint.CLAIM.stored(value)));
    return Collections.unmodifiableSortedMap(claims);
  }

  @Override
  public Object plain(Map<String, String> claims) {
    return claims;
  }

  @Override
  public Class<?> plainType() {
    return Map.class;
  }

  private static @Nullable String claim(String name, Object value, Problems problems) {
    String path = "/" + MemberName.escaped(name);
    String problem = nameProblem(name);
    if (problem != null) {
      problems.add(path, problem);
      return null;
    }
    return TextConstraint.CLAIM.parse(value, (inner, detail) -> problems.add(path, detail));
  }
}
