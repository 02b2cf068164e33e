package dev.latchkey.core.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The field values of one key or data API. Immutable. Fields without a value are absent. */
public final class FieldValues {
  /** No values. */
  public static final FieldValues NONE = new FieldValues(Map.of());

  private final Map<Field<?>, Object> values;

  private FieldValues(Map<Field<?>, Object> values) {
    this.values = values;
  }

  /**
   * Converts values from the table.
   *
   * @param fields the declared fields
   * @param plain plain values by name; undeclared names are ignored
   * @throws IllegalStateException if a required value is absent or a value has the wrong type
   */
  public static FieldValues stored(List<? extends Field<?>> fields, Map<String, ?> plain) {
    Map<Field<?>, Object> values = new HashMap<>();
    for (Field<?> field : fields) {
      Object value = plain.get(field.name());
      if (value != null) {
        values.put(field, field.type().stored(value));
      } else if (field.is(Field.Use.REQUIRED)) {
        throw new IllegalStateException("The required field " + field + " is absent.");
      }
    }
    return new FieldValues(values);
  }

  /** Returns the value of a field; {@code null} if it has none. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(Field<T> field) {
    return (T) values.get(field);
  }

  /**
   * Returns the value of a required field.
   *
   * @throws IllegalStateException if it has none
   */
  public <T> T require(Field<T> field) {
    T value = get(field);
    if (value == null) {
      throw new IllegalStateException("The field " + field + " is absent.");
    }
    return value;
  }

  /** Returns the number of bytes of a field's value in UTF-8; 0 if it has none. */
  public <T> int bytes(Field<T> field) {
    T value = get(field);
    return value == null ? 0 : field.type().bytes(value);
  }

  /** Returns these values with a field set, or cleared for {@code null}. */
  public <T> FieldValues with(Field<T> field, @Nullable T value) {
    Map<Field<?>, Object> changed = new HashMap<>(values);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return new FieldValues(changed);
  }

  /** Returns these values after an edit. */
  public FieldValues with(FieldEdits edits) {
    Map<Field<?>, Object> changed = new HashMap<>(values);
    edits.forEach(
        (field, value) ->
            value.ifPresentOrElse(v -> changed.put(field, v), () -> changed.remove(field)));
    return new FieldValues(changed);
  }

  /** Passes each field that has a value with its plain value, in the order of declaration. */
  public void forEach(List<? extends Field<?>> fields, BiConsumer<Field<?>, Object> action) {
    for (Field<?> field : fields) {
      pass(field, action);
    }
  }

  private <T> void pass(Field<T> field, BiConsumer<Field<?>, Object> action) {
    T value = get(field);
    if (value != null) {
      action.accept(field, field.type().plain(value));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
