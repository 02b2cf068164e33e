package dev.latchkey.management.cloudformation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A type of resource that stacks can declare. */
public enum ResourceType {
  DATA_API("Custom::LatchkeyDataApi", "key"),
  KEY("Custom::LatchkeyKey", "");

  private final String type;
  private final String key;

  ResourceType(String type, String key) {
    this.type = type;
    this.key = key;
  }

  /** Returns the type with this name in templates. */
  static Optional<ResourceType> of(String name) {
    return Arrays.stream(values()).filter(it -> it.type.equals(name)).findFirst();
  }

  /** Returns its name in templates. */
  public String type() {
    return type;
  }

  /** Returns the properties whose change replaces the resource. */
  List<String> immutable() {
    return this == DATA_API
        ? List.of("DataApiId", "Domain", "Dataset", "SecretArn")
        : List.of("DataApiId", "SecretArn");
  }

  /**
   * Returns the name of the request's member that describes the key; empty if it is the request.
   */
  String key() {
    return key;
  }
}
