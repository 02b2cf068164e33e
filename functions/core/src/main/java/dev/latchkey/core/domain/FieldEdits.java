package dev.latchkey.core.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * New values for some fields, and fields to clear. All other fields keep their values. Immutable.
 */
public final class FieldEdits {
  /** No edits. */
  public static final FieldEdits NONE = new FieldEdits(Map.of());

  private final Map<Field<?>, Optional<Object>> edits;

  private FieldEdits(Map<Field<?>, Optional<Object>> edits) {
    this.edits = edits;
  }

  /** Returns these edits and a new value for a field. */
  public <T> FieldEdits set(Field<T> field, T value) {
    return with(field, Optional.of(value));
  }

  /** Returns these edits and a field to clear. */
  public FieldEdits clear(Field<?> field) {
    return with(field, Optional.empty());
  }

  /** Returns whether there are no edits. */
  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** Returns whether a field is edited. */
  public boolean contains(Field<?> field) {
    return edits.containsKey(field);
  }

  /** Returns the new value of a field; empty if the field is cleared or not edited. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Field<T> field) {
    return (Optional<T>) edits.getOrDefault(field, Optional.empty());
  }

  /** Passes each edited field with its new value, empty if the field is cleared. */
  public void forEach(BiConsumer<Field<?>, Optional<Object>> action) {
    edits.forEach(action);
  }

  /** Passes each edited field with its new plain value, empty if the field is cleared. */
  public void forEachPlain(BiConsumer<Field<?>, Optional<Object>> action) {
    edits.keySet().forEach(field -> passPlain(field, action));
  }

  private <T> void passPlain(Field<T> field, BiConsumer<Field<?>, Optional<Object>> action) {
    action.accept(field, get(field).map(field.type()::plain));
  }

  private FieldEdits with(Field<?> field, Optional<Object> value) {
    Map<Field<?>, Optional<Object>> more = new LinkedHashMap<>(edits);
    more.put(field, value);
    return new FieldEdits(more);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldEdits that && edits.equals(that.edits);
  }

  @Override
  public int hashCode() {
    return edits.hashCode();
  }

  @Override
  public String toString() {
    return edits.toString();
  }
}
