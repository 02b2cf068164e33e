package dev.latchkey.core.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The number of bytes that the values of some fields may have together, in UTF-8. It keeps an item
 * within one read unit of the table, however many fields are declared.
 *
 * @param fields the fields that share it
 * @param maxBytes the maximum sum
 */
public record FieldBudget(List<Field<?>> fields, int maxBytes) {
  /** The longest name of the place to which secrets of a key are delivered, in ASCII. */
  public static final int MAX_DELIVERY = 128;

  /** What an item needs for this name besides its characters. */
  private static final int DELIVERY_OVERHEAD = 11;

  /**
   * Returns what the fields of a key may have if its secret is delivered, since its item then says
   * where to.
   *
   * @param deliveredTo the name of the place; {@code null} if its secret is not delivered
   */
  public FieldBudget with(@Nullable String deliveredTo) {
    return deliveredTo == null ? this : without(deliveredTo.length());
  }

  /** Returns what the fields of a key may have wherever its secret is delivered. */
  public FieldBudget withAnyDelivery() {
    return without(MAX_DELIVERY);
  }

  private FieldBudget without(int length) {
    return new FieldBudget(fields, maxBytes - length - DELIVERY_OVERHEAD);
  }

  /**
   * Returns what is wrong with the sum of some values, as a sentence that names the fields; {@code
   * null} if nothing is.
   */
  public @Nullable String problem(FieldValues values) {
    int sum = fields.stream().mapToInt(values::bytes).sum();
    if (sum <= maxBytes) {
      return null;
    }
    List<String> names =
        fields.stream().filter(field -> values.bytes(field) > 0).<String>map(Field::name).toList();
    return String.format(
        Locale.ROOT, "%s %,d bytes of UTF-8; at most %,d are allowed", have(names), sum, maxBytes);
  }

  /** Returns the field with the longest value, the first one to shorten. */
  public Field<?> longest(FieldValues values) {
    return fields.stream().max(Comparator.comparingInt(values::bytes)).orElseThrow();
  }

  /**
   * Returns whether the sum is within the maximum after an edit, whatever the other values are. An
   * edit replaces the whole value of a field.
   */
  public boolean allows(FieldEdits edits) {
    FieldValues changed = FieldValues.NONE.with(edits);
    if (fields.stream().allMatch(field -> changed.bytes(field) == 0)) {
      return true;
    }
    return fields.stream()
            .mapToLong(
                field -> edits.contains(field) ? changed.bytes(field) : field.type().maxBytes())
            .sum()
        <= maxBytes;
  }

  private static String have(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0) + " has"
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last) + " together have";
  }
}
