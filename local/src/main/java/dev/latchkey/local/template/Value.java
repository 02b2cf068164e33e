package dev.latchkey.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a template, with the place where it stands. Intrinsic functions are worked out when
 * one steps into it, so what nobody asks for need not be known on a laptop.
 */
final class Value {
  private final Intrinsics intrinsics;
  private final @Nullable Object raw;
  private final String place;

  private Value(Intrinsics intrinsics, @Nullable Object raw, String place) {
    this.intrinsics = intrinsics;
    this.raw = raw;
    this.place = place;
  }

  static Value of(Intrinsics intrinsics, @Nullable Object unresolved, String place) {
    return new Value(intrinsics, intrinsics.head(unresolved, place), place);
  }

  /** Whether there is anything but null. */
  boolean isPresent() {
    return raw != null;
  }

  /** What stands here, as the template has it. */
  @Nullable Object unresolved(String key) {
    return raw == null ? null : map().get(key);
  }

  Path file() {
    return intrinsics.file();
  }

  /** What stands under a key of this map, or an absent value. */
  Value get(String key) {
    String there = place.isEmpty() ? key : place + "." + key;
    return of(intrinsics, raw == null ? null : map().get(key), there);
  }

  /** The entries of this map, in order; none if it is absent. */
  Map<String, Value> entries() {
    Map<String, Value> entries = new LinkedHashMap<>();
    if (raw != null) {
      for (Object word : map().keySet()) {
        String key = (String) word;
        Value value = get(key);
        if (value.isPresent()) {
          entries.put(key, value);
        }
      }
    }
    return entries;
  }

  /** The items of this list; none if it is absent, one if it is no list. */
  List<Value> items() {
    if (raw == null) {
      return List.of();
    }
    if (!(raw instanceof List<?> list)) {
      return List.of(this);
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Value item = of(intrinsics, list.get(i), place + "[" + i + "]");
      if (item.isPresent()) {
        items.add(item);
      }
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(Value::text).toList();
  }

  String text() {
    String text = optionalText();
    if (text == null) {
      throw wrong("is missing");
    }
    return text;
  }

  @Nullable String optionalText() {
    if (raw instanceof Map || raw instanceof List) {
      throw wrong("must be text");
    }
    return raw == null ? null : raw.toString();
  }

  String text(String otherwise) {
    String text = optionalText();
    return text == null ? otherwise : text;
  }

  int integer(int otherwise) {
    String text = optionalText();
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong("must be a whole number, not \"" + text + "\"");
    }
  }

  boolean bool(boolean otherwise) {
    String text = optionalText();
    if (text == null) {
      return otherwise;
    }
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false, not \"" + text + "\"");
    };
  }

  /** This value and all in it, as maps, lists and scalars. */
  @Nullable Object resolved() {
    if (raw instanceof Map) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      entries().forEach((key, value) -> map.put(key, value.resolved()));
      return map;
    }
    if (raw instanceof List) {
      return items().stream().map(Value::resolved).toList();
    }
    return raw;
  }

  /** What is wrong here: "file: place what." */
  TemplateException wrong(String what) {
    return new TemplateException(file() + ": " + place + " " + what + ".");
  }

  private Map<?, ?> map() {
    if (raw instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong("must be a map");
  }
}
