package dev.latchkey.local.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A query string, taken apart at {@code &} and, as REST APIs do, at {@code ;}, and decoded. */
final class Query {
  private Query() {}

  /**
   * The values by name, in order.
   *
   * @throws IllegalArgumentException if a percent sign begins no escape
   */
  static Map<String, List<String>> parse(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.split("[&;]", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
      String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
      values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }
    return values;
  }
}
