package dev.latchkey.core.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of the claims that a data API requires: a list of names, in alphabetical order. */
final class RequiredClaims implements FieldType<List<String>> {
  static final FieldType<List<String>> TYPE = new RequiredClaims();

  private static final String EXPECTED =
      "must be a list of 0 to " + TextsByName.CLAIMS.max() + " names";

  private RequiredClaims() {}

  @Override
  public @Nullable List<String> parse(Object plain, Problems problems) {
    if (plain instanceof List<?> elements && elements.isEmpty()) {
      return List.of();
    }
    List<String> names = Texts.parse(plain, TextsByName.CLAIMS.max(), EXPECTED, problems);
    if (names == null) {
      return null;
    }
    boolean isGood = true;
    for (int i = 0; i < names.size(); i++) {
      String problem =
          names.indexOf(names.get(i)) < i
              ? "is given more than once"
              : TextsByName.CLAIMS.nameProblem(names.get(i));
      if (problem != null) {
        problems.add("/" + i, problem);
        isGood = false;
      }
    }
    return isGood ? names.stream().sorted().toList() : null;
  }

  @Override
  public List<String> stored(Object plain) {
    return Texts.stored(plain);
  }

  @Override
  public Object plain(List<String> names) {
    return names;
  }

  @Override
  public Class<?> plainType() {
    return List.class;
  }
}
