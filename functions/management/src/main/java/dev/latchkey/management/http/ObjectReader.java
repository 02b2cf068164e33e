package dev.latchkey.management.http;

import dev.latchkey.core.application.FieldError;
import dev.latchkey.core.application.ValidationErrors;
import dev.latchkey.core.domain.Field;
import dev.latchkey.core.domain.FieldEdits;
import dev.latchkey.core.domain.FieldType;
import dev.latchkey.core.domain.FieldValues;
import dev.latchkey.core.domain.MergedType;
import dev.latchkey.management.json.JsonDocument;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object in a body by name. Errors are added to the request's errors,
 * and a field with an error gets a valid placeholder value.
 */
final class ObjectReader {
  private static final BigInteger LEAST = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

  private final Map<?, ?> members;
  private final String pointer;
  private final ValidationErrors errors;
  private final Set<String> known = new HashSet<>();

  ObjectReader(Map<?, ?> members, String pointer, ValidationErrors errors) {
    this.members = members;
    this.pointer = pointer;
    this.errors = errors;
  }

  ValidationErrors errors() {
    return errors;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Accepts fields without reading them. */
  void skip(String... names) {
    known.addAll(List.of(names));
  }

  /** Returns a required string. */
  String requiredText(String name, Function<String, @Nullable String> problem) {
    require(name);
    String text = text(name, problem);
    return text == null ? "" : text;
  }

  /** Returns a string; {@code null} if it is absent. */
  @Nullable String text(String name, Function<String, @Nullable String> problem) {
    Object value = value(name);
    if (value == null) {
      return null;
    }
    String text = value instanceof String string ? string : null;
    String wrong = text == null ? "must be a string" : problem.apply(text);
    if (wrong != null) {
      refuse(name, wrong);
      return null;
    }
    return text;
  }

  /** Returns the values of declared fields that are present. */
  FieldValues values(List<Field<?>> declared) {
    FieldValues values = FieldValues.NONE;
    for (Field<?> field : declared) {
      values = with(values, field);
    }
    return values;
  }

  /** Adds an error for each required declared field that is absent. */
  void requireAll(List<Field<?>> declared) {
    declared.stream()
        .filter(field -> field.is(Field.Use.REQUIRED))
        .forEach(field -> require(field.name()));
  }

  /**
   * Returns the edits of declared fields in a JSON Merge Patch, in which {@code null} clears a
   * field.
   */
  FieldEdits edits(List<Field<?>> declared) {
    FieldEdits edits = FieldEdits.NONE;
    for (Field<?> field : declared) {
      if (!field.is(Field.Use.FIXED)) {
        edits = with(edits, field);
      }
    }
    return edits;
  }

  private <T> FieldValues with(FieldValues values, Field<T> field) {
    return values.with(field, parsed(field));
  }

  private <T> FieldEdits with(FieldEdits edits, Field<T> field) {
    if (value(field.name()) == JsonDocument.NULL && !field.is(Field.Use.REQUIRED)) {
      return edits.clear(field);
    }
    if (field.type() instanceof MergedType<T> type
        && value(field.name()) instanceof Map<?, ?> patched) {
      Map<String, Optional<Object>> patch = patch(patched);
      type.check(patch, problems(field));
      return patch.isEmpty() ? edits : edits.merge(field, patch);
    }
    T value = parsed(field);
    return value == null ? edits : edits.set(field, value);
  }

  private static Map<String, Optional<Object>> patch(Map<?, ?> members) {
    Map<String, Optional<Object>> patch = new TreeMap<>();
    members.forEach(
        (name, value) ->
            patch.put(
                (String) name, value == JsonDocument.NULL ? Optional.empty() : Optional.of(value)));
    return patch;
  }

  private FieldType.Problems problems(Field<?> field) {
    return (path, detail) -> errors.add(at(field.name()) + path, detail);
  }

  /** Returns the value of a declared field; {@code null} if it is absent or invalid. */
  private <T> @Nullable T parsed(Field<T> field) {
    Object value = value(field.name());
    return value == null ? null : field.type().parse(value, problems(field));
  }

  /**
   * Returns a number without fraction. Values outside the range of {@code int} become the nearest
   * limit.
   */
  @Nullable Integer wholeNumber(String name) {
    Object value = value(name);
    if (value instanceof BigInteger number) {
      return number.max(LEAST).min(MOST).intValueExact();
    }
    if (value != null) {
      refuse(name, "must be a whole number");
    }
    return null;
  }

  /** Returns a time; {@code null} if it is absent. */
  @Nullable Instant time(String name) {
    String text = text(name, Rfc3339::problem);
    return text == null ? null : Rfc3339.parse(text);
  }

  /** Returns an object; {@code null} if it is absent. */
  @Nullable ObjectReader object(String name) {
    Object value = value(name);
    if (value instanceof Map<?, ?> object) {
      return new ObjectReader(object, at(name), errors);
    }
    if (value != null) {
      refuse(name, "must be an object");
    }
    return null;
  }

  /** Returns an object; one without members if it is absent or there is an error. */
  ObjectReader objectOrEmpty(String name) {
    ObjectReader object = object(name);
    return object == null ? new ObjectReader(Map.of(), at(name), errors) : object;
  }

  /**
   * Returns the objects of a list; empty if it is absent or there is an error.
   *
   * @param most how many there may be, at least one
   */
  List<ObjectReader> objects(String name, int most) {
    require(name);
    Object value = value(name);
    if (!has(name)) {
      return List.of();
    }
    if (!(value instanceof List<?> elements) || elements.isEmpty() || elements.size() > most) {
      refuse(name, "must be a list of 1 to " + most + " objects");
      return List.of();
    }
    List<ObjectReader> objects = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String element = at(name) + "/" + i;
      if (elements.get(i) instanceof Map<?, ?> object) {
        objects.add(new ObjectReader(object, element, errors));
      } else {
        errors.add(FieldError.pointer(element, "must be an object"));
      }
    }
    return objects;
  }

  /** Adds an error if a field is absent. */
  void require(String name) {
    if (!has(name)) {
      refuse(name, "is required");
    }
  }

  /** Adds an error for each field that was not read before. */
  void refuseOthers() {
    refuseOthers("is not a field of this request");
  }

  /** Adds an error with this detail for each field that was not read before. */
  void refuseOthers(String detail) {
    for (Object name : members.keySet()) {
      if (!known.contains((String) name)) {
        refuse((String) name, detail);
      }
    }
  }

  /** Returns the members in a canonical form, independent of order and spelling. */
  Object canonical() {
    return sorted(members);
  }

  /** Returns these fields without one of them. */
  ObjectReader without(String name) {
    Map<Object, Object> others = new HashMap<>(members);
    others.remove(name);
    return new ObjectReader(others, pointer, errors);
  }

  String at(String name) {
    return JsonDocument.pointer(pointer, name);
  }

  void refuse(String name, String detail) {
    errors.add(FieldError.pointer(at(name), detail));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> members = new TreeMap<>();
      object.forEach((name, member) -> members.put((String) name, sorted(member)));
      return members;
    }
    return value instanceof List<?> elements
        ? elements.stream().map(ObjectReader::sorted).toList()
        : value;
  }

  private @Nullable Object value(String name) {
    known.add(name);
    return members.get(name);
  }
}
