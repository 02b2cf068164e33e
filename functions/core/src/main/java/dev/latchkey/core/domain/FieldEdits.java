package dev.latchkey.core.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * New values for some fields, and fields to clear. All other fields keep their values. Immutable.
 */
public final class FieldEdits {
  /** No edits. */
  public static final FieldEdits NONE = new FieldEdits(Map.of(), Map.of());

  private final Map<Field<?>, Optional<Object>> edits;
  private final Map<Field<?>, Map<String, Optional<Object>>> patches;

  private FieldEdits(
      Map<Field<?>, Optional<Object>> edits, Map<Field<?>, Map<String, Optional<Object>>> patches) {
    this.edits = edits;
    this.patches = patches;
  }

  /** Receives the errors in a field. */
  @FunctionalInterface
  public interface Problems {
    /**
     * Adds an error.
     *
     * @param path a pointer (RFC 6901) from the object that has the field to the invalid part
     * @param detail what is wrong, as a phrase that follows the field's name
     */
    void add(String path, String detail);
  }

  /**
   * Returns the edits that turn some values into others. Fields that never change are left out.
   *
   * @param declared the declared fields
   */
  public static FieldEdits between(
      List<? extends Field<?>> declared, FieldValues before, FieldValues after) {
    FieldEdits edits = NONE;
    for (Field<?> field : declared) {
      edits = edits.between(field, before, after);
    }
    return edits;
  }

  private <T> FieldEdits between(Field<T> field, FieldValues before, FieldValues after) {
    T value = after.get(field);
    if (field.is(Field.Use.FIXED) || Objects.equals(value, before.get(field))) {
      return this;
    }
    return value == null ? clear(field) : set(field, value);
  }

  /** Returns these edits and a new value for a field. */
  public <T> FieldEdits set(Field<T> field, T value) {
    return with(field, Optional.of(value));
  }

  /** Returns these edits and a field to clear. */
  public FieldEdits clear(Field<?> field) {
    return with(field, Optional.empty());
  }

  /**
   * Returns these edits and a patch of a field's members.
   *
   * @param field a field of a {@link MergedType}
   */
  public FieldEdits merge(Field<?> field, Map<String, Optional<Object>> patch) {
    Map<Field<?>, Map<String, Optional<Object>>> more = new LinkedHashMap<>(patches);
    more.put(field, patch);
    return new FieldEdits(edits, more);
  }

  /** Returns whether there are no edits. */
  public boolean isEmpty() {
    return edits.isEmpty() && patches.isEmpty();
  }

  /** Returns whether the result depends on the present values, since members are patched. */
  public boolean hasPatches() {
    return !patches.isEmpty();
  }

  /**
   * Returns these edits with each patch applied to the present value of its field.
   *
   * @param problems receives the errors in the results
   */
  public FieldEdits on(FieldValues present, Problems problems) {
    FieldEdits applied = new FieldEdits(edits, Map.of());
    for (Field<?> field : patches.keySet()) {
      applied = applied.patched(field, patches.getOrDefault(field, Map.of()), present, problems);
    }
    return applied;
  }

  private <T> FieldEdits patched(
      Field<T> field, Map<String, Optional<Object>> patch, FieldValues present, Problems problems) {
    T merged =
        ((MergedType<T>) field.type())
            .merge(
                present.get(field),
                patch,
                (path, detail) -> problems.add("/" + field.name() + path, detail));
    return merged == null ? clear(field) : set(field, merged);
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
    return new FieldEdits(more, patches);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldEdits that
        && edits.equals(that.edits)
        && patches.equals(that.patches);
  }

  @Override
  public int hashCode() {
    return 31 * edits.hashCode() + patches.hashCode();
  }

  @Override
  public String toString() {
    return edits + " " + patches;
  }
}
