package dev.latchkey.core.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** New values of some fields, and fields to be cleared; all others stay. Immutable. */
public final class FieldEdits {
  /** Changes nothing. */
  public static final FieldEdits NONE = new FieldEdits(Map.of());

  private final Map<Field<?>, Optional<Object>> edits;

  private FieldEdits(Map<Field<?>, Optional<Object>> edits) {
    this.edits = edits;
  }

  /** These edits and a new value. */
  public <T> FieldEdits set(Field<T> field, T value) {
    return with(field, Optional.of(value));
  }

  /** These edits and a field to be cleared. */
  public FieldEdits clear(Field<?> field) {
    return with(field, Optional.empty());
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The new value of a field; empty if it is cleared or stays. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Field<T> field) {
    return (Optional<T>) edits.getOrDefault(field, Optional.empty());
  }

  /** Passes each edit: the field, and its new value, or nothing if it is cleared. */
  public void forEach(BiConsumer<Field<?>, Optional<Object>> action) {
    edits.forEach(action);
  }

  /** Passes each edit with the plain value. */
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
