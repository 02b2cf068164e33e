package dev.latchkey.local.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Header fields in the order and case in which they were sent; looked up in any case. */
final class Headers {
  private final List<Field> fields = new ArrayList<>();

  /** One field. */
  record Field(String name, String value) {}

  Headers add(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  /** Replaces all fields of this name. */
  Headers set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  void remove(String name) {
    fields.removeIf(field -> field.name.equalsIgnoreCase(name));
  }

  List<Field> fields() {
    return fields;
  }

  boolean contains(String name) {
    return last(name) != null;
  }

  /** The value of the last field of this name, which API Gateway takes where it takes one. */
  @Nullable String last(String name) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).name.equalsIgnoreCase(name)) {
        return fields.get(i).value;
      }
    }
    return null;
  }

  /** The values of all fields of this name. */
  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name.equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /** All values by name. Names that differ only in case are one, spelled as it came first. */
  Map<String, List<String>> byName() {
    Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Field field : fields) {
      String name = spelling.computeIfAbsent(field.name, first -> first);
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(field.value);
    }
    return values;
  }
}
