package dev.latchkey.core.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a key's methods: a list of methods of requests, in alphabetical order. */
final class Methods implements FieldType<List<String>> {
  static final FieldType<List<String>> TYPE = new Methods();

  private static final String EXPECTED =
      "must be a list of 1 to " + Route.METHODS.size() + " methods";

  private Methods() {}

  @Override
  public @Nullable List<String> parse(Object plain, Problems problems) {
    List<String> texts = Texts.parse(plain, Route.METHODS.size(), EXPECTED, problems);
    if (texts == null) {
      return null;
    }
    boolean isGood = true;
    for (int i = 0; i < texts.size(); i++) {
      String problem = problem(texts, i);
      if (problem != null) {
        problems.add("/" + i, problem);
        isGood = false;
      }
    }
    return isGood ? texts.stream().sorted().toList() : null;
  }

  @Override
  public List<String> stored(Object plain) {
    return Texts.stored(plain);
  }

  @Override
  public Object plain(List<String> methods) {
    return methods;
  }

  @Override
  public Class<?> plainType() {
    return List.class;
  }

  private static @Nullable String problem(List<String> texts, int i) {
    if (!Route.METHODS.contains(texts.get(i))) {
      return "must be one of " + String.join(", ", Route.METHODS);
    }
    return texts.indexOf(texts.get(i)) < i ? "is given more than once" : null;
  }
}
