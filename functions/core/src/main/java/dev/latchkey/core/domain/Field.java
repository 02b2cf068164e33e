package dev.latchkey.core.domain;

import java.util.Set;

/**
 * A field of a key or a data API that operators set. It is declared once, in {@link KeyFields} or
 * {@link DataApiFields}: requests, responses, the table, the audit log and the authorizer's context
 * follow from the declaration.
 */
public final class Field<T> {

  /** How a field is used. */
  public enum Use {
    /** It always has a value, so it cannot be cleared. */
    REQUIRED,
    /** It never changes after creation. */
    FIXED,
    /** Data APIs receive it in the authorizer's context. */
    PASSED_ON
  }

  private final String name;
  private final FieldType<T> type;
  private final Set<Use> uses;

  private Field(String name, FieldType<T> type, Set<Use> uses) {
    this.name = name;
    this.type = type;
    this.uses = uses;
  }

  /** A field of this name, in the API as in the table. */
  static <T> Field<T> of(String name, FieldType<T> type, Use... uses) {
    return new Field<>(name, type, Set.of(uses));
  }

  /** Its name: in requests, responses, the table and the audit log. */
  public String name() {
    return name;
  }

  /** What values it may have. */
  public FieldType<T> type() {
    return type;
  }

  /** Whether it is used in a way. */
  public boolean is(Use use) {
    return uses.contains(use);
  }

  @Override
  public String toString() {
    return name;
  }
}
