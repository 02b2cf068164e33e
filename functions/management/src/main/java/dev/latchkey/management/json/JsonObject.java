package dev.latchkey.management.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object: members in order, absent ones left out. */
public final class JsonObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Adds a member, unless it is {@code null}. */
  public JsonObject with(String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  /** Returns the members added so far. */
  public Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }
}
