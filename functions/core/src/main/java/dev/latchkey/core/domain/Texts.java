package dev.latchkey.core.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads plain lists of strings. */
final class Texts {
  private Texts() {}

  /**
   * Returns the strings that a client sent; {@code null} if it is no list, too long, empty, or has
   * other elements.
   *
   * @param expected the error in the list itself
   */
  static @Nullable List<String> parse(
      Object plain, int max, String expected, FieldType.Problems problems) {
    if (!(plain instanceof List<?> elements) || elements.isEmpty() || elements.size() > max) {
      problems.add("", expected);
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof String text) {
        texts.add(text);
      } else {
        problems.add("/" + i, "must be a string");
      }
    }
    return texts.size() == elements.size() ? texts : null;
  }

  /**
   * Returns the strings of a list from the table.
   *
   * @throws IllegalStateException if it is no list of strings
   */
  static List<String> stored(Object plain) {
    if (!(plain instanceof List<?> elements)) {
      throw new IllegalStateException("Expected a list, but found another type.");
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof String text)) {
        throw new IllegalStateException("Expected a string in a list, but found another type.");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }
}
