package dev.latchkey.core.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of fields that are texts by name: tags and claims. */
final class TextsByName implements MergedType<Map<String, String>> {
  static final TextsByName CLAIMS =
      new TextsByName(20, "[a-z][a-z0-9_]{0,31}", "a-z, 0-9 and _", TextConstraint.CLAIM);
  static final TextsByName TAGS =
      new TextsByName(10, "[a-z][a-z0-9_.-]{0,31}", "a-z, 0-9, _, . and -", TextConstraint.NAME);

  /** The maximum number of members of a patch, most of which may clear texts. */
  private static final int MAX_PATCHED = 64;

  private final int max;
  private final Pattern name;
  private final String characters;
  private final TextConstraint text;

  private TextsByName(int max, String name, String characters, TextConstraint text) {
    this.max = max;
    this.name = Pattern.compile(name);
    this.characters = characters;
    this.text = text;
  }

  /** Returns the maximum number of texts. */
  int max() {
    return max;
  }

  /** Returns what is wrong with the name of a text; {@code null} if nothing is. */
  @Nullable String nameProblem(String wanted) {
    return name.matcher(wanted).matches()
        ? null
        : "must have a name of 1 to 32 characters of %s, starting with a letter"
            .formatted(characters);
  }

  @Override
  public @Nullable Map<String, String> parse(Object plain, Problems problems) {
    if (!(plain instanceof Map<?, ?> members) || members.isEmpty() || members.size() > max) {
      problems.add("", "must be an object of 1 to %d members".formatted(max));
      return null;
    }
    SortedMap<String, String> texts = new TreeMap<>();
    members.forEach(
        (member, value) -> {
          String parsed = text((String) member, value, problems);
          if (parsed != null) {
            texts.put((String) member, parsed);
          }
        });
    return texts.size() == members.size() ? Collections.unmodifiableSortedMap(texts) : null;
  }

  @Override
  public void check(Map<String, Optional<Object>> patch, Problems problems) {
    if (patch.size() > MAX_PATCHED) {
      problems.add("", "must have at most %d members".formatted(MAX_PATCHED));
    }
    patch.forEach((member, value) -> value.ifPresent(present -> text(member, present, problems)));
  }

  @Override
  public @Nullable Map<String, String> merge(
      @Nullable Map<String, String> before,
      Map<String, Optional<Object>> patch,
      Problems problems) {
    Map<String, Object> members = new TreeMap<>(before == null ? Map.of() : before);
    patch.forEach(
        (member, value) ->
            value.ifPresentOrElse(
                present -> members.put(member, present), () -> members.remove(member)));
    return members.isEmpty() ? null : parse(members, problems);
  }

  @Override
  public Map<String, String> stored(Object plain) {
    if (!(plain instanceof Map<?, ?> members)) {
      throw new IllegalStateException("Expected texts by name, but found another type.");
    }
    SortedMap<String, String> texts = new TreeMap<>();
    members.forEach((member, value) -> texts.put((String) member, text.stored(value)));
    return Collections.unmodifiableSortedMap(texts);
  }

  @Override
  public Object plain(Map<String, String> texts) {
    return texts;
  }

  @Override
  public Class<?> plainType() {
    return Map.class;
  }

  private @Nullable String text(String member, Object value, Problems problems) {
    String path = "/" + MemberName.escaped(member);
    String problem = nameProblem(member);
    if (problem != null) {
      problems.add(path, problem);
      return null;
    }
    return text.parse(value, (inner, detail) -> problems.add(path, detail));
  }
}
