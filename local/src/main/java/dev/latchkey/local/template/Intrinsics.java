package dev.latchkey.local.template;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CloudFormation's intrinsic functions, worked out for one stack. */
final class Intrinsics {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Path file;
  private final Map<String, @Nullable Object> template;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private References references = (place, name, attribute) -> null;

  Intrinsics(Path file, Map<String, @Nullable Object> template) {
    this.file = file;
    this.template = template;
  }

  /** What names and attributes of resources, parameters and pseudo parameters stand for. */
  interface References {
    /** The value, or null if nothing has this name; {@code attribute} is null for a {@code Ref}. */
    @Nullable Object find(String place, String name, @Nullable String attribute);
  }

  void use(References found) {
    references = found;
  }

  Path file() {
    return file;
  }

  /** A value whose outermost layer is no intrinsic function; null for {@code AWS::NoValue}. */
  @Nullable Object head(@Nullable Object value, String place) {
    Object head = value;
    while (head instanceof Map<?, ?> map && map.size() == 1) {
      String name = (String) map.keySet().iterator().next();
      if (!name.equals("Ref") && !name.startsWith("Fn::")) {
        return head;
      }
      head = call(name, map.get(name), place);
    }
    return head;
  }

  boolean condition(String name, String place) {
    Boolean known = conditions.get(name);
    if (known != null) {
      return known;
    }
    if (!(template.get("Conditions") instanceof Map<?, ?> all) || !all.containsKey(name)) {
      throw wrong(place, "names the condition " + name + ", which is not there");
    }
    if (!open.add(name)) {
      throw wrong("Conditions." + name, "refers to itself");
    }
    boolean holds = holds(all.get(name), "Conditions." + name);
    open.remove(name);
    conditions.put(name, holds);
    return holds;
  }

  private @Nullable Object call(String name, @Nullable Object argument, String place) {
    return switch (name) {
      case "Ref" -> reference(text(argument, place), null, place);
      case "Fn::GetAtt" -> {
        List<@Nullable Object> parts = list(argument, 2, name, place);
        yield reference(text(parts.get(0), place), text(parts.get(1), place), place);
      }
      case "Fn::Sub" -> substitute(argument, place);
      case "Fn::Join" -> {
        List<@Nullable Object> parts = list(argument, 2, name, place);
        List<String> words = new ArrayList<>();
        items(parts.get(1), place).forEach(item -> words.add(text(item, place)));
        yield String.join(text(parts.get(0), place), words);
      }
      case "Fn::Split" -> {
        List<@Nullable Object> parts = list(argument, 2, name, place);
        String separator = Pattern.quote(text(parts.get(0), place));
        yield List.of(text(parts.get(1), place).split(separator, -1));
      }
      case "Fn::Select" -> select(list(argument, 2, name, place), place);
      case "Fn::If" -> {
        List<@Nullable Object> parts = list(argument, 3, name, place);
        yield condition(text(parts.get(0), place), place) ? parts.get(1) : parts.get(2);
      }
      case "Fn::FindInMap" -> findInMap(list(argument, 3, name, place), place);
      case "Fn::Base64" ->
          Base64.getEncoder()
              .encodeToString(text(argument, place).getBytes(StandardCharsets.UTF_8));
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" ->
          holds(Map.of(name, orEmpty(argument)), place);
      default -> throw wrong(place, "uses " + name + ", which is not known on a laptop");
    };
  }

  private boolean holds(@Nullable Object value, String place) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      String name = (String) map.keySet().iterator().next();
      Object argument = map.get(name);
      Boolean answer =
          switch (name) {
            case "Condition" -> condition(text(argument, place), place);
            case "Fn::Equals" -> {
              List<@Nullable Object> pair = list(argument, 2, name, place);
              yield text(pair.get(0), place).equals(text(pair.get(1), place));
            }
            case "Fn::Not" -> !holds(list(argument, 1, name, place).get(0), place);
            case "Fn::And" -> items(argument, place).stream().allMatch(each -> holds(each, place));
            case "Fn::Or" -> items(argument, place).stream().anyMatch(each -> holds(each, place));
            default -> null;
          };
      if (answer != null) {
        return answer;
      }
    }
    return switch (text(value, place)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(place, "is no condition");
    };
  }

  private @Nullable Object reference(String name, @Nullable String attribute, String place) {
    if (name.equals("AWS::NoValue")) {
      return null;
    }
    Object found = references.find(place, name, attribute);
    if (found == null) {
      throw wrong(
          place,
          attribute == null
              ? "refers to " + name + ", which is no parameter or resource"
              : "asks for " + name + "." + attribute + ", which is not known on a laptop");
    }
    return found;
  }

  private String substitute(@Nullable Object argument, String place) {
    Map<?, ?> own = Map.of();
    Object text = argument;
    if (argument instanceof List<?> pair
        && pair.size() == 2
        && pair.get(1) instanceof Map<?, ?> map) {
      text = pair.get(0);
      own = map;
    }
    Matcher matcher = VARIABLE.matcher(text(text, place));
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      int dot = name.indexOf('.');
      String value;
      if (!matcher.group(1).isEmpty()) {
        value = "${" + matcher.group(2) + "}";
      } else if (own.containsKey(name)) {
        value = text(own.get(name), place);
      } else if (dot > 0) {
        value = text(reference(name.substring(0, dot), name.substring(dot + 1), place), place);
      } else {
        value = text(reference(name, null, place), place);
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private @Nullable Object select(List<@Nullable Object> parts, String place) {
    List<@Nullable Object> items = items(parts.get(1), place);
    String index = text(parts.get(0), place);
    if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= items.size()) {
      throw wrong(place, "selects item " + index + " of " + items.size());
    }
    return items.get(Integer.parseInt(index));
  }

  private @Nullable Object findInMap(List<@Nullable Object> keys, String place) {
    Object found = template.get("Mappings");
    for (Object key : keys) {
      found = found instanceof Map<?, ?> map ? map.get(text(key, place)) : null;
    }
    if (found == null) {
      throw wrong(place, "looks up what is not in Mappings");
    }
    return found;
  }

  private String text(@Nullable Object value, String place) {
    Object head = head(value, place);
    if (head == null || head instanceof Map || head instanceof List) {
      throw wrong(place, "needs text where there is none");
    }
    return head.toString();
  }

  private List<@Nullable Object> items(@Nullable Object value, String place) {
    if (head(value, place) instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw wrong(place, "needs a list where there is none");
  }

  private List<@Nullable Object> list(
      @Nullable Object value, int size, String function, String place) {
    if (value instanceof List<?> list && list.size() == size) {
      return new ArrayList<>(list);
    }
    throw wrong(place, "has a " + function + " without its list of " + size);
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? List.of() : value;
  }

  private TemplateException wrong(String place, String what) {
    return new TemplateException(file + ": " + place + " " + what + ".");
  }
}
