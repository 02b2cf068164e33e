package dev.latchkey.core.domain;

import java.util.Set;

/**
 * A field of a key or a data API that operators set. It is declared once, in {@link KeyFields} or
 * {@link DataApiFields}: requests, responses, the table, the audit log and the authorizer's context
 * are derived from the declaration.
 */
public final class Field<T> {

  /** How a field is used. */
  public enum Use {
    /** The field always has a value and cannot be cleared. */
    REQUIRED,
    /** The field cannot change after creation. */
    FIXED,
    /** Data APIs receive the field in the authorizer's context. */
    PASSED_ON,
    /** One request can edit the field of many keys. */
    BULK
  }

  private final String name;
  private final FieldType<T> type;
  private final Set<Use> uses;

  private Field(String name, FieldType<T> type, Set<Use> uses) {
    this.name = name;
    this.type = type;
    this.uses = uses;
  }

  /** Returns a field with this name, in the API and in the table. */
  static <T> Field<T> of(String name, FieldType<T> type, Use... uses) {
    return new Field<>(name, type, Set.of(uses));
  }

  /** Returns its name in requests, responses, the table and the audit log. */
  public String name() {
    return name;
  }

  /** Returns the type of its values. */
  public FieldType<T> type() {
    return type;
  }

  /** Returns whether the field has a use. */
  public boolean is(Use use) {
    return uses.contains(use);
  }

  @Override
  public String toString() {
    return name;
  }
}
