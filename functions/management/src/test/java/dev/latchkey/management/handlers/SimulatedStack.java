package dev.latchkey.management.handlers;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stack and its resources, by their logical IDs. */
final class SimulatedStack {
  final String name;
  final Map<String, Resource> resources = new LinkedHashMap<>();

  SimulatedStack(String name) {
    this.name = name;
  }

  /** What a stack has of a resource. */
  record Resource(
      String type, @Nullable String physicalId, Map<String, Object> properties, String keyId) {
    String secretArn() {
      return (String) requireNonNull(properties.get("SecretArn"));
    }

    String dataApiId() {
      return (String) requireNonNull(properties.get("DataApiId"));
    }
  }
}
