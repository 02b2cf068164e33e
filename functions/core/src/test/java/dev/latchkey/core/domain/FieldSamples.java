package dev.latchkey.core.domain;

/** Declares fields for tests, as {@link KeyFields} does for the service. */
public final class FieldSamples {
  private FieldSamples() {}

  /** Returns a field with a name and type. */
  public static <T> Field<T> field(String name, FieldType<T> type, Field.Use... uses) {
    return Field.of(name, type, uses);
  }
}
